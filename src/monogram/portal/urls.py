"""Every address of the portal: `/portal/<supplier>/…`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from monogram.portal.views import batches, connection, order, orders, parcels, scan, sign_in, stock, together

urlpatterns: list[URLPattern | URLResolver] = [
    path("", sign_in.home, name="portal"),
    path("sign-in/", sign_in.SignIn.as_view(), name="portal-sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="portal-sign-out"),
    path("password/", sign_in.ChangePassword.as_view(), name="portal-password"),
    path("<int:company_id>/", orders.orders, name="portal-orders"),
    path("<int:company_id>/batches/", batches.batches, name="portal-batches"),
    path("<int:company_id>/batches/<str:ref>/", batches.batch, name="portal-batch"),
    path(
        "<int:company_id>/batches/<str:ref>/<int:generation>/<slug:kind>",
        batches.batch_file,
        name="portal-batch-file",
    ),
    path("<int:company_id>/batches/<str:ref>/<slug:deed>", batches.change_batch, name="portal-batch-change"),
    path("<int:company_id>/scan/", scan.scan_page, name="portal-scan"),
    path("<int:company_id>/stock/", stock.stock, name="portal-stock"),
    path("<int:company_id>/stock/set", stock.set_stock, name="portal-stock-set"),
    path("<int:company_id>/stock/import/", stock.import_stock, name="portal-stock-import"),
    path("<int:company_id>/stock/stock.csv", stock.export_stock, name="portal-stock-export"),
    path("<int:company_id>/connection/", connection.connection, name="portal-connection"),
    path("<int:company_id>/connection/send-again", connection.send_failed_again, name="portal-connection-send-failed"),
    path("<int:company_id>/connection/messages/<str:message_id>/", connection.message, name="portal-message"),
    path(
        "<int:company_id>/connection/messages/<str:message_id>/send-again",
        connection.send_again,
        name="portal-message-again",
    ),
    path("<int:company_id>/connection/folder/<int:pk>/poll", connection.poll, name="portal-connection-poll"),
    path("<int:company_id>/connection/<slug:kind>/<int:pk>/test", connection.test, name="portal-connection-test"),
    path("<int:company_id>/live", orders.live, name="portal-orders-live"),
    path("<int:company_id>/together", together.together, name="portal-together"),
    path("<int:company_id>/labels/", together.labels, name="portal-labels"),
    path("<int:company_id>/labels/labels.pdf", together.labels_together, name="portal-labels-pdf"),
    path("<int:company_id>/orders/<int:order_id>/", order.order, name="portal-order"),
    path("<int:company_id>/orders/<int:order_id>/live", order.live, name="portal-order-live"),
    path("<int:company_id>/orders/<int:order_id>/acknowledge", order.acknowledge, name="portal-acknowledge"),
    path("<int:company_id>/orders/<int:order_id>/start", order.start, name="portal-start"),
    path("<int:company_id>/orders/<int:order_id>/report", order.report, name="portal-report"),
    path("<int:company_id>/orders/<int:order_id>/cancel", order.cancel, name="portal-cancel"),
    path("<int:company_id>/orders/<int:order_id>/artwork", order.artwork, name="portal-artwork"),
    path("<int:company_id>/orders/<int:order_id>/packing-slip.pdf", order.slip, name="portal-slip"),
    path("<int:company_id>/orders/<int:order_id>/address-label.pdf", order.address_label, name="portal-address-label"),
    path("<int:company_id>/orders/<int:order_id>/send", parcels.send, name="portal-send"),
    path("<int:company_id>/orders/<int:order_id>/parcels/<int:shipment_id>/", parcels.label, name="portal-label"),
    path("<int:company_id>/orders/<int:order_id>/parcels/<int:shipment_id>/void", parcels.void, name="portal-void"),
]

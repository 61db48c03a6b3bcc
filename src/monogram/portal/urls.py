"""Every address of the portal: `/portal/<supplier>/…`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from monogram.portal.views import batches, connection, orders, scan, sign_in, stock

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
]

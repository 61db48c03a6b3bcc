<?php
// Order-iT 2.1 as plug-ins send it: a class with every field, most of them at their defaults, and no header of our own.
// Usage: php order-2.1.php [ITEM TYPE]

$url = getenv('MONOGRAM_URL') ?: 'http://127.0.0.1:8000';
$company = getenv('MONOGRAM_COMPANY') ?: '99999';
$key = getenv('MONOGRAM_KEY') ?: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA';
$artwork = getenv('MONOGRAM_ARTWORK') ?: 'http://127.0.0.1:8001/photos/good-morning-960.webp';
$item = file_get_contents(glob(__DIR__ . '/../items/' . ($argv[1] ?? 2) . '-*.json')[0]);

class Order
{
    public $id = 0;
    public $ref = '';
    public $status = 1;
    public $has_error = false;
    public $error_message = '';
    public $company_ref_id;
    public $external_ref;
    public $sale_datetime;
    public $required_dispatch_date = '0000-00-00';
    public $customer_name = 'Ada Lovelace';
    public $customer_telephone = null;
    public $shipping_company = '';
    public $shipping_address_1 = 'Pinewood Court';
    public $shipping_address_2 = '';
    public $shipping_postcode = 'SK10 2XR';
    public $shipping_country_code = 'GB';
    public $shipping_tracking = '';
    public $status_callback_url = '';
    public $items = [];
}

class Item
{
    public $id = 0;
    public $ref = '';
    public $status = 0;
    public $print_job_id = 0;
}

$line = new Item();
foreach (json_decode(str_replace('ARTWORK', $artwork, $item)) as $name => $value) {
    $line->$name = is_int($value) ? (string) $value : $value;
}

$order = new Order();
$order->company_ref_id = (int) $company;
$order->status = (int) (getenv('MONOGRAM_STATUS') ?: 1);
$order->external_ref = getenv('MONOGRAM_REFERENCE') ?: uniqid('SHOP-');
$order->sale_datetime = gmdate('Y-m-d H:i:s');
$order->items[] = $line;

$curl = curl_init("$url/order/?k=$key");
curl_setopt_array($curl, [CURLOPT_POSTFIELDS => json_encode($order), CURLOPT_RETURNTRANSFER => true]);
$body = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);

if ($status !== 201) {
    fwrite(STDERR, "HTTP $status: $body\n");
    exit(1);
}
echo $body;

<?php
// Order-iT 2.2 with PHP alone, as plug-ins for hosts without the curl extension do: a stream, and every number a
// string. Usage: php order-2.2-streams.php [ITEM TYPE]

$url = getenv('MONOGRAM_URL') ?: 'http://127.0.0.1:8000';
$company = getenv('MONOGRAM_COMPANY') ?: '99999';
$key = getenv('MONOGRAM_KEY') ?: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA';
$artwork = getenv('MONOGRAM_ARTWORK') ?: 'http://127.0.0.1:8001/photos/good-morning-960.webp';
$item = file_get_contents(glob(__DIR__ . '/../items/' . ($argv[1] ?? 2) . '-*.json')[0]);

$order = [
    'external_ref' => getenv('MONOGRAM_REFERENCE') ?: uniqid('SHOP-'),
    'company_ref_id' => $company,
    'shipping_address_1' => 'Pinewood Court',
    'shipping_postcode' => 'SK10 2XR',
    'shipping_country_code' => 'GB',
    'items' => [json_decode(str_replace('ARTWORK', $artwork, $item), true)],
];
array_walk_recursive($order, function (&$value) {
    $value = (string) $value;
});

$body = file_get_contents("$url/order", false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => "Content-Type: application/x-www-form-urlencoded\r\nAuthorization: Basic $company:$key\r\n",
    'content' => json_encode($order),
    'ignore_errors' => true,
]]));

if (!str_contains($http_response_header[0], ' 200 ')) {
    fwrite(STDERR, "$http_response_header[0]: $body\n");
    exit(1);
}
echo $body;

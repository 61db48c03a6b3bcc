<?php
// Order-iT 2.2 with PHP's curl extension, the credentials raw in the header. Usage: php order-2.2.php [ITEM TYPE]

$url = getenv('MONOGRAM_URL') ?: 'http://127.0.0.1:8000';
$company = getenv('MONOGRAM_COMPANY') ?: '99999';
$key = getenv('MONOGRAM_KEY') ?: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA';
$artwork = getenv('MONOGRAM_ARTWORK') ?: 'http://127.0.0.1:8001/photos/good-morning-960.webp';
$reference = getenv('MONOGRAM_REFERENCE') ?: uniqid('SHOP-');
$item = file_get_contents(glob(__DIR__ . '/../items/' . ($argv[1] ?? 2) . '-*.json')[0]);

$order = [
    'external_ref' => $reference,
    'sale_datetime' => gmdate('Y-m-d H:i:s'),
    'customer_name' => 'Zoë Müller',
    'shipping_address_1' => 'Pinewood Court',
    'shipping_postcode' => 'SK10 2XR',
    'shipping_country_code' => 'GB',
    'items' => [json_decode(str_replace('ARTWORK', $artwork, $item), true)],
];

$curl = curl_init("$url/order");
curl_setopt_array($curl, [
    CURLOPT_POST => true,
    CURLOPT_POSTFIELDS => json_encode($order),
    CURLOPT_HTTPHEADER => [
        'Content-Type: application/json',
        "Authorization: Basic $company:$key",
        "Idempotency-Key: $reference",
    ],
    CURLOPT_RETURNTRANSFER => true,
]);
$body = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);

if ($status !== 200) {
    fwrite(STDERR, "HTTP $status: $body\n");
    exit(1);
}
echo $body;

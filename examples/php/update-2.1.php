<?php
// Order-iT 2.1 in PHP: read an order, change its address, send the whole of it back. Usage: php update-2.1.php ORDER_ID

$url = getenv('MONOGRAM_URL') ?: 'http://127.0.0.1:8000';
$key = getenv('MONOGRAM_KEY') ?: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA';

function order_it($method, $order = null)
{
    global $url, $key, $argv;
    $curl = curl_init("$url/order?o={$argv[1]}&k=$key");
    curl_setopt($curl, CURLOPT_CUSTOMREQUEST, $method);
    curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
    if ($order) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode($order));
    }
    $answer = json_decode(curl_exec($curl));
    if (isset($answer->error)) {
        fwrite(STDERR, "{$answer->error->code}: {$answer->error->message}\n");
        exit(1);
    }
    return $answer;
}

$order = order_it('GET');
$order->status = 256;
$order->shipping_address_1 = '1 New Street';
$order->shipping_company = '';
echo json_encode(order_it('PUT', $order));

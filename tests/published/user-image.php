$client = new \GuzzleHttp\Client;
$response = $client->post("", [
    'query' => [
        'url' => ''
    ]
]);

$client = new \GuzzleHttp\Client;
$clientId = ...;
$clientSecret = ...;
$scopes = [ ... ];
$response = $client->post("", [
    "form_params" => [
        "client_id"     => $clientId,
        "client_secret" => $clientSecret,
        "grant_type"    => "client_credentials",
        "scope"         => implode(' ', $scopes)
    ]
]);
$json = (string)$response->getBody();
$accessToken = json_decode($json, true)['access_token'];

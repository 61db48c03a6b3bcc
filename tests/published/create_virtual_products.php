$client = new \GuzzleHttp\Client;
$response = $client->post("", [
    "headers" => [
        "Authorization" => "Bearer {$accessToken}"
    ],
    "json" => [
        "query" => 'mutation($baseProducts: [ID]!, $categoryId: ID!, $artwork: [CreateVirtualProductsFromArtworkArtwork]!) {
                        createVirtualProductsFromArtwork(baseProducts: $baseProducts, categoryId: $categoryId, artwork: $artwork) {
                            id
                        }
                    }',
        "variables" => [
            "baseProducts" => [ $productId1, $productId2 ],
            "categoryId" => $categoryId,
            "artwork" => [
                [
                    "design_name" => "Design #001",
                    "urls" => [
                        [
                            "preview" => "",
                            "original" => ""
                        ]
                    ]
                ]
            ]
        ]
    ]
]);

$json = (string)$response->getBody();
$virtualProductIds = json_decode($json, true)['data']['createVirtualProductsFromArtwork'];

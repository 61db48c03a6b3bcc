$params = [
    'company_ref_id' => 99999,
    'approved_pc' => 1,
    'blanks_pc' => 2,
    'time' => time(),
    'nonce' => bin2hex(random_bytes(8)),
    'origin' => "{$_SERVER['REQUEST_SCHEME']}://{$_SERVER['HTTP_HOST']}",
];

$query = http_build_query($params);

$params += [
    'hmac' => hash_hmac('sha512', $query, $apiKey)
];

$query = http_build_query($params);
$iframeUrl = "{$query}";

<?php
// A page that frames the Virtual Product Creator. Try it: php -S 127.0.0.1:8080 examples/creator/page.php
// It shows what was made; a shop puts it into its catalogue instead.

$platform = getenv('MONOGRAM_URL') ?: 'http://127.0.0.1:8000';
$apiKey = getenv('MONOGRAM_KEY') ?: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA';

$params = [
    'company_ref_id' => getenv('MONOGRAM_COMPANY') ?: 99999,
    'approved_pc' => getenv('MONOGRAM_APPROVED') ?: 1,
    'blanks_pc' => getenv('MONOGRAM_BLANKS') ?: 2,
    'time' => time(),
    'nonce' => bin2hex(random_bytes(8)),
    'origin' => (empty($_SERVER['HTTPS']) ? 'http' : 'https') . "://{$_SERVER['HTTP_HOST']}",
];
$query = http_build_query($params);
$params += [
    'hmac' => hash_hmac('sha512', $query, $apiKey)
];
$iframeUrl = "$platform/artists/vpc?" . http_build_query($params);

header('Cache-Control: no-store');
?>
<!DOCTYPE html>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Create products</title>
        <style>
            html, body { margin: 0; padding: 0; width: 100%; height: 100%; overflow: hidden; }
            iframe { width: 100%; height: 100%; border: 0; }
        </style>
    </head>
    <body>
        <!-- With a name that no other has, browsers that go back load no link that has been used. -->
        <iframe id="iframe" name="creator-<?= $params['nonce'] ?>" title="Product creator" src="<?= htmlspecialchars($iframeUrl) ?>"></iframe>
        <script>
            const platform = <?= json_encode($platform) ?>;
            window.addEventListener('message', (e) => {
                const iframe = document.getElementById('iframe');
                if (e.origin !== platform || e.source !== iframe.contentWindow || e.data.name !== 'PRODUCTS_CREATED') return;
                const list = document.createElement('ul');
                for (const product of e.data.body) {
                    const picture = new Image(150, 150);
                    picture.src = product.snapshots.small;
                    const item = document.createElement('li');
                    item.append(picture, ` ${product.name}: ${product.retail_sku}, on ${product.base_product.productCode}`);
                    list.append(item);
                }
                iframe.replaceWith(list);
            });
        </script>
    </body>
</html>

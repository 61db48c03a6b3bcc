/** Queries to begin with. */

export interface Example {
  name: string;
  query: string;
  variables: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    name: "Products, page by page",
    query: `query ($filter: Json, $page: Int) {
  products(filter: $filter, order: {name: "asc"}, page: $page, count: 10) {
    pages { current last totalItemCount }
    items { id name retail_sku type snapshots { small } base_product { name } }
  }
}`,
    variables: `{ "filter": { "term": "" }, "page": 1 }`,
  },
  {
    name: "The newest orders with their lines",
    query: `{
  orders(order: {id: "desc"}, count: 5) {
    items {
      ref external_ref status_name supplier
      items { quantity sku product { name } assets { name url } }
    }
  }
}`,
    variables: "",
  },
  {
    name: "Make products of a picture",
    query: `mutation ($baseProducts: [ID]!, $categoryId: ID!, $artwork: [CreateVirtualProductsFromArtworkArtwork]!) {
  createVirtualProductsFromArtwork(baseProducts: $baseProducts, categoryId: $categoryId, artwork: $artwork) {
    id name retail_sku
  }
}`,
    variables: `{
  "baseProducts": [1007644],
  "categoryId": 1,
  "artwork": [{ "design_name": "Design #001", "urls": [{ "original": "https://…" }] }]
}`,
  },
];

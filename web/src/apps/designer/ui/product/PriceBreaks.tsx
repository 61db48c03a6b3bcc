/** What one costs by the dozen, as the shop says. */
import { type Quote, tierFor } from "../../model/price";
import { formatNumber, words } from "../../words";
import { useSession } from "../session";

export function PriceBreaks({ quote }: { quote: Quote }) {
  const { editor } = useSession();
  const reached = tierFor(quote, editor.quantity.value);
  const startsAtOne = quote.tiers[0]?.quantity === 1;
  return (
    <table class="price-breaks">
      <caption>{words.priceBreaks}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{words.quantity}</th>
          <th scope="col">{words.price}</th>
        </tr>
      </thead>
      <tbody>
        {startsAtOne ? null : (
          <tr aria-current={reached === null}>
            <th scope="row">{words.perPieceFrom}</th>
            <td class="number">{quote.price}</td>
          </tr>
        )}
        {quote.tiers.map((tier) => (
          <tr key={tier.quantity} aria-current={tier === reached}>
            <th scope="row" class="number">
              {words.andMore(formatNumber(tier.quantity))}
            </th>
            <td class="number">{tier.price}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

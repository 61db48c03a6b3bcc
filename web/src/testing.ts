/** What every unit test begins with: the designer speaks British English. */
import { chooseLocale } from "./apps/designer/words";

await chooseLocale("en_GB");

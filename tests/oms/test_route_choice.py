"""The choice between suppliers: pure, exact on examples, and sound on any order that hypothesis thinks of."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monogram.oms.route import Line, Route, decide
from monogram.oms.route_choice import Order, lot_of
from monogram.suppliers.queries import AccountRules, Candidate, Stock

RETAILER_ID = 51000
TODAY = date(2026, 1, 31)


def order(external_ref: str = "TEST001", preferred: int | None = None, due: date | None = None) -> Order:
    return Order("GB", preferred, lot_of(RETAILER_ID, external_ref), TODAY, due)


def candidate(number: int, stock: int | Stock | None = None, **rules: object) -> Candidate:
    """Supplier `number` with account 100 + `number`."""
    stock = Stock(stock) if isinstance(stock, int) else stock
    account = AccountRules(100 + number, **rules)  # type: ignore[arg-type]  # a shorthand for tests
    return Candidate(number, f"Supplier {number}", True, f"SKU-{number}", stock, account)


def line(*candidates: Candidate, quantity: int = 1) -> Line:
    return Line("as the test says", quantity, candidates)


def accounts(route: Route) -> list[int | None]:
    return [destination.account_id if destination else None for destination in route.destinations]


def last(route: Route, index: int = 0) -> tuple[str, str, str]:
    entry = route.explanations[index][-1]
    return entry["rule"], entry["outcome"], entry["detail"]


def test_the_lowest_priority_number_wins() -> None:
    first, second = candidate(1, priority=2, weight=100), candidate(2, priority=1)

    route = decide(order(), [line(first, second)])

    assert accounts(route) == [102]
    assert last(route) == ("priority", "chosen", "has priority 1, the others come after it")
    assert route.explanations[0][-2] == {
        "rule": "priority",
        "candidate": "Supplier 1, account 101",
        "outcome": "passed_over",
        "detail": "could make it, but comes after priority 1",
    }


def test_a_named_account_goes_before_priority_and_togetherness() -> None:
    one, two = candidate(1), candidate(2, priority=5)

    route = decide(order(preferred=102), [line(one, two), line(one), line(one)])

    assert accounts(route) == [102, 101, 101]
    assert last(route) == ("preferred_account", "chosen", "the order names it")
    assert last(route, 1) == ("only_candidate", "chosen", "nobody else can make this line")


@pytest.mark.parametrize("order_of_lines", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_who_can_make_more_lines_makes_them_together(order_of_lines: tuple[int, ...]) -> None:
    """The second supplier can make all three lines, the others one each."""
    one, two, three = candidate(1), candidate(2), candidate(3)
    lines = [line(one, two), line(two, three), line(two, one)]

    route = decide(order(), [lines[index] for index in order_of_lines])

    assert accounts(route) == [102, 102, 102]
    assert last(route) == ("together", "chosen", "can make 3 lines of this order together")


def test_who_sends_a_parcel_anyhow_takes_what_it_can() -> None:
    """Line 0 has the first supplier alone: shares do not send line 1 elsewhere."""
    one, two = candidate(1, weight=1), candidate(2, weight=99)
    refs = [f"R{number}" for number in range(50)]

    routes = [decide(order(ref), [line(one), line(one, two)]) for ref in refs]

    assert {tuple(accounts(route)) for route in routes} == {(101, 101)}
    assert last(routes[0], 1) == ("together", "chosen", "sends a parcel of this order anyhow")


def test_priority_goes_before_togetherness() -> None:
    one, two = candidate(1, priority=1), candidate(2, priority=2)

    assert accounts(decide(order(), [line(one, two), line(two)])) == [101, 102]


def test_a_share_of_nothing_gets_what_no_other_can_make() -> None:
    spare, usual = candidate(1, weight=0), candidate(2, weight=10)

    route = decide(order(), [line(spare, usual), line(spare)])

    assert accounts(route) == [102, 101]
    assert last(route) == ("weight", "chosen", "the others have a share of 0")


def test_without_shares_the_oldest_account_gets_it() -> None:
    route = decide(order(), [line(candidate(3), candidate(2))])

    assert accounts(route) == [102]
    assert last(route) == ("oldest_account", "chosen", "the oldest of the accounts that are left")


def test_shares_converge_to_their_percentages() -> None:
    """A thousand references by hash: the counts are facts, near 700 and 300."""
    pair = line(candidate(1, weight=70), candidate(2, weight=30))

    counts = Counter(accounts(decide(order(f"REF-{number:04}"), [pair]))[0] for number in range(1000))

    assert counts == {101: 688, 102: 312}


def test_one_product_does_not_bend_the_shares_of_another() -> None:
    """Two lines that no supplier can make both of: each pair keeps its own shares, within one order too."""
    one, two = candidate(1, weight=70), candidate(2, weight=30)
    three, four = candidate(3, weight=50), candidate(4, weight=50)
    routes = [decide(order(f"REF-{number:04}"), [line(three, four), line(one, two)]) for number in range(1000)]

    assert Counter(accounts(route)[1] for route in routes) == {101: 688, 102: 312}
    assert Counter(accounts(route)[0] for route in routes) == {103: 479, 104: 521}


def test_the_draw_is_told() -> None:
    route = decide(order("REF-0001"), [line(candidate(1, weight=70), candidate(2, weight=30))])

    drawn = order("REF-0001").draw(100)
    assert last(route) == ("weight", "chosen", f"the order draws {drawn} of 100, and its share is 1 to 70")
    loser = f"could make it, but the order draws {drawn} of 100, and its share is 71 to 100"
    assert route.explanations[0][-2]["detail"] == loser
    assert drawn <= 70


def test_lines_of_one_sku_draw_on_one_shelf() -> None:
    few = candidate(1, stock=5)

    assert accounts(decide(order(), [line(few, quantity=2), line(few, quantity=3)])) == [101, 101]
    route = decide(order(), [line(few, quantity=3), line(few, quantity=3)])
    assert accounts(route) == [None, None]
    assert last(route) == ("stock", "refused", "has 5 in stock, the order needs 6")


@pytest.mark.parametrize(
    ("stock", "rule", "why_not"),
    [
        (
            Stock(100, daily_capacity=10, made_today=8),
            "capacity",
            "could make it, but 8 of the 10 pieces that it can make in a day are ordered, and this order needs 3",
        ),
        (
            Stock(5, low_stock_level=5),
            "low_stock",
            "could make it, but has only 5 left, which is low (at 5)",
        ),
    ],
)
def test_who_is_busy_or_low_yields_to_others_of_its_priority(stock: Stock, rule: str, why_not: str) -> None:
    because = {
        "capacity": "can make it today, the others cannot",
        "low_stock": "has enough left, the others are running low",
    }
    busy, other, behind = candidate(1, stock), candidate(2), candidate(3, priority=2)

    route = decide(order(), [line(busy, other, quantity=3)])

    assert accounts(route) == [102]
    assert last(route) == (rule, "chosen", because[rule])
    assert [entry["detail"] for entry in route.explanations[0] if entry["outcome"] == "passed_over"] == [why_not]
    assert accounts(decide(order(), [line(busy, behind, quantity=3)])) == [101]
    assert accounts(decide(order(), [line(busy, quantity=3)])) == [101]
    assert accounts(decide(order(preferred=101), [line(busy, other, quantity=3)])) == [101]


def test_a_days_capacity_is_for_all_lines_of_a_sku() -> None:
    busy, other = candidate(1, Stock(100, daily_capacity=10, made_today=6)), candidate(2)

    assert accounts(decide(order(), [line(busy, other, quantity=4)])) == [101]
    assert accounts(decide(order(), [line(busy, other, quantity=2), line(busy, other, quantity=3)])) == [102, 102]


def test_of_busy_ones_and_low_ones_the_low_one_makes_it() -> None:
    """Where all yield, the rule says nothing."""
    busy, low = candidate(1, Stock(100, daily_capacity=0)), candidate(2, Stock(5, low_stock_level=9))
    busy_too = candidate(3, Stock(100, daily_capacity=0))

    assert accounts(decide(order(), [line(busy, low)])) == [102]
    assert accounts(decide(order(), [line(busy, busy_too)])) == [101]


def test_low_stock_says_nothing_where_stock_is_not_checked() -> None:
    low = candidate(1, Stock(0, low_stock_level=9), checks_stock=False)

    assert accounts(decide(order(), [line(low, candidate(2))])) == [101]


@pytest.mark.parametrize(("days", "account"), [(3, 101), (2, 102)])
def test_who_needs_longer_than_there_is_time_is_refused(days: int, account: int) -> None:
    slow, quick = candidate(1, Stock(100, lead_time_days=3)), candidate(2, Stock(100, lead_time_days=1))

    route = decide(order(due=TODAY + timedelta(days=days)), [line(slow, quick)])

    assert accounts(route) == [account]
    asked = {entry["candidate"]: entry for entry in route.explanations[0] if entry["rule"] == "lead_time"}
    assert asked[slow.label] == {
        "rule": "lead_time",
        "candidate": slow.label,
        "outcome": "passed" if days == 3 else "refused",
        "detail": f"needs 3 days, until 2026-02-03; the order is to leave by 2026-02-0{days}",
    }
    assert asked[quick.label]["detail"].startswith("needs 1 day, until 2026-02-01")
    assert accounts(decide(order(), [line(slow, quick)])) == [101]


def test_an_order_that_is_late_already_is_not_refused_for_that() -> None:
    slow = candidate(1, Stock(100, lead_time_days=3))

    assert accounts(decide(order(due=TODAY - timedelta(days=1)), [line(slow)])) == [101]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Order, list[Line]]:
    """An order over some products; what an account may do is the same on every line, as in the database."""
    numbers = st.integers(1, 5)
    rules = {
        number: AccountRules(
            100 + number,
            is_active=draw(st.integers(0, 9)) > 0,
            countries=draw(st.sampled_from([frozenset(), frozenset({"GB"}), frozenset({"FR"})])),
            checks_stock=draw(st.booleans()),
            priority=draw(st.integers(1, 2)),
            weight=draw(st.sampled_from([0, 0, 30, 70])),
        )
        for number in range(1, 6)
    }
    products = draw(st.lists(st.lists(numbers, unique=True, max_size=4), min_size=1, max_size=4))
    few = st.none() | st.integers(0, 6)
    stock = {
        number: draw(st.none() | st.builds(Stock, st.integers(0, 6), few, few, few, st.integers(0, 6)))
        for number in range(1, 6)
    }
    makers = [
        [
            Candidate(number, f"S{number}", number != 5, f"{number}-{index}", stock[number], rules[number])
            for number in suppliers
        ]
        for index, suppliers in enumerate(products)
    ]
    chosen = draw(st.lists(st.tuples(st.sampled_from(makers), st.integers(1, 3)), min_size=1, max_size=6))
    lines = [Line("how", quantity, candidates) for candidates, quantity in chosen]
    due = draw(st.none() | st.integers(0, 6).map(lambda days: TODAY + timedelta(days=days)))
    return order(draw(st.text(max_size=5)), draw(st.none() | st.integers(101, 105)), due), lines


@given(worlds())
def test_every_line_is_routed_or_explained(world: tuple[Order, list[Line]]) -> None:
    asked, lines = world
    route = decide(asked, lines)

    for item, account, why, possible in zip(
        lines, accounts(route), route.explanations, route.possible_accounts, strict=True
    ):
        outcomes = [entry["outcome"] for entry in why]
        assert (account is None) == (not possible)
        assert outcomes.count("chosen") == (account is not None)
        assert all(entry["detail"] and entry["rule"] for entry in why)
        told = Counter(entry["candidate"] for entry in why if entry["outcome"] in {"refused", "passed_over", "chosen"})
        assert all(told[each.label] == 1 for each in item.candidates)


@given(worlds())
def test_no_line_goes_where_it_may_not(world: tuple[Order, list[Line]]) -> None:
    asked, lines = world
    needed: Counter[str] = Counter()
    for item in lines:
        for each in item.candidates:
            needed[each.supplier_sku] += item.quantity

    for item, destination in zip(lines, decide(asked, lines).destinations, strict=True):
        if destination is None:
            continue
        (winner,) = [each for each in item.candidates if each.supplier_id == destination.supplier_id]
        rules = winner.account
        assert rules is not None
        assert (rules.id, winner.supplier_sku) == (destination.account_id, destination.supplier_sku)
        assert winner.may_supply
        assert rules.is_active
        assert not rules.countries or "GB" in rules.countries
        assert winner.stock is None or not rules.checks_stock or winner.stock.available >= needed[winner.supplier_sku]
        if winner.stock and winner.stock.lead_time_days is not None and asked.required_dispatch_date:
            assert asked.required_dispatch_date >= TODAY
            assert TODAY + timedelta(days=winner.stock.lead_time_days) <= asked.required_dispatch_date


@given(worlds(), st.randoms())
def test_the_same_order_always_goes_the_same_way_whatever_the_order_of_its_lines(
    world: tuple[Order, list[Line]], random: object
) -> None:
    asked, lines = world
    order_of_lines = list(range(len(lines)))
    random.shuffle(order_of_lines)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    first, again = decide(asked, lines), decide(asked, [lines[index] for index in order_of_lines])

    assert [first.destinations[index] for index in order_of_lines] == list(again.destinations)
    assert [first.explanations[index] for index in order_of_lines] == list(again.explanations)


@given(worlds())
def test_nobody_of_a_lower_number_is_passed_by_but_for_a_named_account(world: tuple[Order, list[Line]]) -> None:
    asked, lines = world
    route = decide(asked, lines)

    for item, account, possible, why in zip(
        lines, accounts(route), route.possible_accounts, route.explanations, strict=True
    ):
        yielded = {entry["candidate"] for entry in why if entry["rule"] in {"capacity", "low_stock"}}
        yielded -= {entry["candidate"] for entry in why if entry["outcome"] == "chosen"}
        names = {each.account.id: each.label for each in item.candidates if each.account}
        able = {each.account.id: each.account for each in item.candidates if each.account}
        able = {number: rules for number, rules in able.items() if number in possible}
        if asked.preferred_account_id in able:
            assert account == asked.preferred_account_id
        elif account:
            assert able[account].priority == min(rules.priority for rules in able.values())
            if not able[account].weight:
                rivals = [rules for rules in able.values() if rules.priority == able[account].priority]
                assert not any(rules.weight for rules in rivals if names[rules.id] not in yielded)

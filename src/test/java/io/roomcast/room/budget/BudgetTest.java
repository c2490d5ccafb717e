package io.roomcast.room.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.who.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the budget")
class BudgetTest {
    private static final long LIMIT = 1_000_000;
    private static final long STEP = 1000;

    private final Budget budget = new Budget(LIMIT, 25);

    /** Takes as much as there is for this address. */
    private long fill(Account account) {
        long taken = 0;
        while (account.add(Use.ANSWERS, STEP)) {
            taken += STEP;
        }
        return taken;
    }

    private static String network(String address) {
        return Visitor.at(address).network();
    }

    @Test
    @DisplayName("gives an address its share, and not more, over however many connections")
    void share() {
        long first = fill(budget.account("192.0.2.1"));
        assertTrue(first <= LIMIT / 4 && first > LIMIT / 4 - STEP, first + " of " + LIMIT);
        assertEquals(0, fill(budget.account("192.0.2.1")));
        assertEquals(first, budget.held(Use.ANSWERS));
    }

    @Test
    @DisplayName("has something left for the next one, however many have all that they can get")
    void newcomer() {
        long last = Long.MAX_VALUE;
        for (int hog = 0; hog < 20; hog++) {
            long taken = fill(budget.account("192.0.2." + hog));
            assertTrue(taken > 0 && taken <= last, hog + ": " + taken);
            last = taken;
        }
        assertFalse(budget.held() > LIMIT);
        assertTrue(budget.account("198.51.100.1").add(Use.REPLIES, STEP), "a newcomer");
        assertTrue(budget.isScarce());
    }

    @Test
    @DisplayName("gives all of it to one address where the share is all, and to one without an address")
    void all() {
        Budget undivided = new Budget(LIMIT, 100);
        assertEquals(LIMIT, fill(undivided.account("192.0.2.1")));
        assertEquals(LIMIT, fill(budget.account("")));
    }

    @Test
    @DisplayName("counts a network of IPv6 as one address, and one of IPv4 as many")
    void networks() {
        long first = fill(budget.account(network("2001:db8:1:2:3::4")));
        assertEquals(0, fill(budget.account(network("2001:db8:1:2:ffff::1"))));
        assertTrue(fill(budget.account(network("2001:db8:1:3::1"))) > 0);
        assertTrue(first > 0 && fill(budget.account(network("192.0.2.1"))) > 0);
        assertEquals(0, fill(budget.account(network("::ffff:192.0.2.1"))));
    }

    @Test
    @DisplayName("gets all of it back from closed accounts, in any order of events")
    void accounts() {
        Random random = new Random(1);
        List<Account> open = new ArrayList<>();
        for (int step = 0; step < 10_000; step++) {
            if (open.isEmpty() || random.nextInt(4) == 0) {
                Account one = budget.account("192.0.2." + random.nextInt(5));
                if (one.connect((int) STEP)) {
                    open.add(one);
                } else {
                    one.close();
                }
            } else if (random.nextInt(3) == 0) {
                Account closed = open.remove(random.nextInt(open.size()));
                closed.close();
                closed.close();
                assertFalse(closed.add(Use.INPUT, STEP), "nothing more is taken");
                assertTrue(closed.add(Use.INPUT, -STEP), "nothing is given twice");
            } else {
                Account one = open.get(random.nextInt(open.size()));
                long bytes = random.nextInt(40_000);
                if (one.add(Use.INPUT, bytes) && random.nextBoolean()) {
                    one.add(Use.INPUT, -bytes);
                }
            }
        }
        assertTrue(budget.held() > 0);
        open.forEach(Account::close);
        assertEquals(0, budget.held());
        for (Use use : Use.values()) {
            assertEquals(0, budget.held(use), use.word());
        }
    }

    @Test
    @DisplayName("tells when one address has most of the connections")
    void mostly() {
        for (int count = 0; count < 100; count++) {
            assertFalse(budget.isMostly("192.0.2.1", 100));
            budget.account(count < 49 ? "192.0.2.2" : "192.0.2.1").connect(1);
        }
        assertTrue(budget.isMostly("192.0.2.1", 100));
        assertFalse(budget.isMostly("192.0.2.2", 100));
        assertFalse(budget.isMostly("192.0.2.3", 100));
    }
}

package io.roomcast.kit;

import io.roomcast.room.budget.Account;
import io.roomcast.room.budget.Budget;
import io.roomcast.room.budget.Holding;
import io.roomcast.room.budget.Use;

/** Accounts on a budget that is never used up. */
public final class Accounts {
    private Accounts() {}

    public static Budget budget() {
        return new Budget(Long.MAX_VALUE / 2, 100);
    }

    public static Account account() {
        return budget().account("");
    }

    public static Holding holding() {
        return account().holding(Use.INPUT);
    }
}

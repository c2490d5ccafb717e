package io.roomcast.engine.memory;

import io.roomcast.engine.FaultContract;
import io.roomcast.engine.Faults;
import io.roomcast.kit.EngineAround;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;

/** Memory itself does not fail, so the faults are put around it: it is the contract that is tested here. */
@DisplayName("the engine in memory, called by something that fails")
class MemoryFaultTest extends FaultContract {
    @Override
    protected Engine create(Faults faults) {
        return new EngineAround(new MemoryEngine(settings.retention(), time, new Random(1))) {
            @Override
            public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
                if (faults.failsCall()) {
                    Refusal refusal = new Refusal(Code.UNAVAILABLE, "out of order");
                    return CompletableFuture.completedStage(
                            Collections.nCopies(drafts.size(), new Outcome.Refused(refusal)));
                }
                return CompletableFuture.runAsync(faults::beforeCommit)
                        .thenCompose(begun -> innerLog().append(drafts, lease))
                        .thenCompose(receipts -> faults.losesAnswer()
                                ? CompletableFuture.completedStage(
                                        Collections.nCopies(drafts.size(), new Outcome.Unknown("the answer is lost")))
                                : CompletableFuture.completedStage(receipts));
            }

            @Override
            public CompletionStage<Boolean> strike(String room, long offset, String data, String meta) {
                if (faults.failsCall()) {
                    return CompletableFuture.failedStage(new Refusal(Code.UNAVAILABLE, "out of order"));
                }
                CompletionStage<Boolean> struck = innerLog().strike(room, offset, data, meta);
                return faults.losesAnswer()
                        ? CompletableFuture.failedStage(new IllegalStateException("the answer is lost"))
                        : struck;
            }
        };
    }
}

package io.roomcast.engine.memory;

import io.roomcast.engine.FaultContract;
import io.roomcast.engine.Faults;
import io.roomcast.kit.EngineAround;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
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
            public CompletionStage<List<Receipt>> append(List<Draft> drafts) {
                if (faults.failsCall()) {
                    return CompletableFuture.failedStage(new Refusal(Code.UNAVAILABLE, "out of order"));
                }
                return CompletableFuture.runAsync(faults::beforeCommit)
                        .thenCompose(begun -> inner.append(drafts))
                        .thenCompose(receipts -> faults.losesAnswer()
                                ? CompletableFuture.failedStage(new IllegalStateException("the answer is lost"))
                                : CompletableFuture.completedStage(receipts));
            }
        };
    }
}

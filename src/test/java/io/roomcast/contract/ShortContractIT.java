package io.roomcast.contract;

import io.roomcast.server.OnEachServer;

/** The short contract, on whichever server is running. */
@OnEachServer
class ShortContractIT extends ShortContract {}

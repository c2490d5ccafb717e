// On SIGUSR2, says how many bytes are in use after a collection. Node runs with --expose-gc for it.
process.on("SIGUSR2", () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  console.log(`heap: ${heapUsed + external}`);
});

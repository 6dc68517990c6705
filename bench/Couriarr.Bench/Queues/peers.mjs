// Drains no-op jobs with four workers of a peer. Words: PEER JOBS. Servers stand in the environment (PGHOST..., REDIS_PORT).
// Prints how long it took, in milliseconds, from the first worker's start until the queue is empty.
import { createRequire } from "node:module";
const require = createRequire(`${process.cwd()}/`);
const [peer, words] = process.argv.slice(2);
const jobs = Number(words);
const WORKERS = 4;
const PACK = 1000;

// Both are quickest with packs: of 10 to 1000, what they were fastest with.
const FETCHED = 500;

const server = {
  host: process.env.PGHOST,
  user: process.env.PGUSER,
  password: process.env.PGPASSWORD,
  database: process.env.PGDATABASE,
};

async function inPacks(add) {
  for (let first = 1; first <= jobs; first += PACK)
    await add(Array.from({ length: Math.min(PACK, jobs - first + 1) }, (_, i) => first + i));
}

async function until(isSo) {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 5));
}

async function pgBoss() {
  const PgBoss = require("pg-boss");
  const boss = new PgBoss({ ...server, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue("no-op");
  await inPacks((pack) => boss.insert(pack.map((number) => ({ name: "no-op", data: { number } }))));
  const began = performance.now();
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      for (;;) {
        const batch = await boss.fetch("no-op", { batchSize: FETCHED });
        if (!batch?.length) return;
        await boss.complete("no-op", batch.map((job) => job.id));
      }
    }),
  );
  const took = performance.now() - began;
  await boss.stop({ graceful: false });
  return took;
}

async function graphileWorker() {
  const { run, runMigrations } = require("graphile-worker");
  const { Pool } = require("pg");
  const pgPool = new Pool({ ...server, max: WORKERS + 4 });
  pgPool.on("error", () => {});
  pgPool.on("connect", (client) => client.on("error", () => {}));
  await runMigrations({ pgPool });
  await pgPool.query("SELECT graphile_worker.add_job('no_op', json_build_object('number', i)) FROM generate_series(1, $1) i", [jobs]);
  let done = 0;
  const logger = new (require("graphile-worker").Logger)(() => () => {});
  const began = performance.now();
  const runner = await run({
    pgPool,
    logger,
    concurrency: WORKERS,
    noHandleSignals: true,
    taskList: { no_op: () => void done++ },
    preset: { worker: { localQueue: { size: FETCHED }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  await until(() => done === jobs);
  const left = async () => (await pgPool.query("SELECT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS any")).rows[0].any;
  await until(async () => !(await left()));
  const took = performance.now() - began;
  await runner.stop();
  await pgPool.end();
  return took;
}

async function bullMq() {
  const { Queue, Worker } = require("bullmq");
  const connection = { host: "127.0.0.1", port: Number(process.env.REDIS_PORT) };
  const queue = new Queue("no-op", { connection });
  await inPacks((pack) => queue.addBulk(pack.map((number) => ({ name: "no-op", data: { number } }))));
  const began = performance.now();
  let done = 0;
  const worker = new Worker("no-op", async () => {}, { connection, concurrency: WORKERS });
  worker.on("completed", () => done++);
  await until(() => done === jobs);
  const took = performance.now() - began;
  await worker.close();
  await queue.close();
  return took;
}

const took = await { "pg-boss": pgBoss, "graphile-worker": graphileWorker, bullmq: bullMq }[peer]();
console.log(took.toFixed(0));
process.exit(0);

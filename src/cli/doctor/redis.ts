import { Redis } from 'ioredis';
import { fault, note, ok, saidBy, type Finding } from './finding.ts';

const patience = 3000;
const oldest = 7;
const mostAhead = 2000;

export async function checkRedis(url: string | null): Promise<Finding[]> {
  if (url === null) return [note('redis', 'none is set: the queue is kept in Postgres')];
  const place = new URL(url).host;
  let facts: Map<string, string>;
  try {
    facts = await askRedis(url);
  } catch (error) {
    const remedy = 'See that Redis runs, and that host, port, user and password in REDIS_URL are right.';
    return [fault('redis', `${place} does not answer: ${saidBy(error)}`, remedy)];
  }
  return [
    ok('redis', `Redis ${facts.get('redis_version') ?? ''} at ${place} answers`),
    checkRedisVersion(facts),
    checkPolicy(facts),
    checkAof(facts),
    checkRedisClock(facts),
  ];
}

function checkRedisVersion(facts: Map<string, string>): Finding {
  const version = facts.get('redis_version') ?? 'unknown';
  if (Number.parseInt(version) >= oldest) return ok('redis version', `Redis ${version}`);
  return fault('redis version', `Redis ${version} is too old`, `Install Redis ${oldest} or newer.`);
}

/** BullMQ counts delays by Redis's clock. */
function checkRedisClock(facts: Map<string, string>): Finding {
  const ahead = Number(facts.get('ahead'));
  const away = `Redis's clock is ${Math.abs(ahead)} ms ${ahead < 0 ? 'behind' : 'ahead of'} ours`;
  if (Math.abs(ahead) <= mostAhead) return ok('redis clock', away);
  return fault('redis clock', away, 'Keep both machines in time, with chrony or systemd-timesyncd.');
}

function checkPolicy(facts: Map<string, string>): Finding {
  const policy = facts.get('maxmemory_policy') ?? 'unknown';
  if (policy === 'noeviction') return ok('redis policy', 'maxmemory-policy is noeviction');
  const remedy = 'Set maxmemory-policy noeviction in redis.conf, or: redis-cli config set maxmemory-policy noeviction';
  return fault('redis policy', `maxmemory-policy is ${policy}: jobs may be thrown away`, remedy);
}

/** The queue is rebuilt from Postgres all the same: without it, work waits for the sweep after a restart. */
function checkAof(facts: Map<string, string>): Finding {
  if (facts.get('aof_enabled') === '1') return ok('redis aof', 'appendonly is on');
  const remedy = 'Set appendonly yes in redis.conf, or: redis-cli config set appendonly yes';
  return fault('redis aof', 'appendonly is off: a restart of Redis empties the queue', remedy);
}

/** INFO rather than CONFIG, which hosted servers refuse. */
async function askRedis(url: string): Promise<Map<string, string>> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience,
    commandTimeout: patience,
    retryStrategy: () => null,
  });
  let why: Error | undefined;
  redis.on('error', (error: Error) => (why ??= error));
  try {
    await redis.connect();
    const lines = (await redis.info()).split('\r\n');
    const [seconds, micros] = await redis.time();
    const ahead = Number(seconds) * 1000 + Number(micros) / 1000 - Date.now();
    const facts = lines.map((line) => line.split(':', 2) as [string, string]);
    return new Map([...facts, ['ahead', String(Math.round(ahead))]]);
  } catch (error) {
    throw why ?? error;
  } finally {
    redis.disconnect();
  }
}

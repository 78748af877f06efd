import { startEmbedded } from '../../../db/embedded/start.ts';

// A process that uses the embedded database until it reads a line, or is killed. Started by harness.ts.
const begin = performance.now();
const database = await startEmbedded({ dataDir: process.argv[2] ?? '', log: (line) => console.error(line) });
console.log(JSON.stringify({ url: database.url, ms: Math.round(performance.now() - begin) }));
process.stdin.once('data', () => void database.stop().then(() => process.exit(0)));
process.stdin.once('end', () => process.exit(1));

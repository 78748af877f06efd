import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Loaded into a process of the product before it starts (`node --import`): notes when it passes a mark, in memory, and writes
 * that down when the process ends. `BENCH_MARKS` is the folder. The product knows nothing of it.
 */
const folder = process.env.BENCH_MARKS ?? '';
const lines = [];

/** Nanoseconds of CLOCK_MONOTONIC, which all processes of one machine share; see `clock.ts`. */
const note = (mark, said) => lines.push(`${process.hrtime.bigint()}\t${mark}\t${said.join('\t')}`);

subscribe('wheelhouse:decision-committed', ({ runId, delivery }) => note('committed', [runId, delivery ?? '']));
subscribe('wheelhouse:stage-entered', ({ runId, attemptId }) => note('entered', [runId, attemptId]));
subscribe('wheelhouse:card-sent', ({ subject, revision }) => note('sent', [`${subject.kind} ${subject.id}`, revision]));

process.on('exit', () => writeFileSync(path.join(folder, `${process.pid}.marks`), lines.join('\n')));

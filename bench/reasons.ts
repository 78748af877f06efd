import type { Aim } from './aims.ts';
import { sumOf } from './processes.ts';
import type { BenchResult, EngineResult } from './result.ts';
import { round } from './spread.ts';

/** Why an aim is missed, out of what was measured, and the next step. */
export const reasons: Record<Aim['about'], (result: BenchResult) => string> = {
  click: (result) => say(on(result, 'redis'), click),
  answer: (result) => say(on(result, 'redis'), answer),
  runs: (result) => say(on(result, 'redis'), (servers) => runs(servers, result.machine.cores)),
  parked: (result) => say(on(result, 'redis'), parked),
  start: (result) => say(on(result, 'embedded'), start),
  slack: (result) => say(on(result, 'redis'), slack),
};

const on = ({ engines }: BenchResult, name: EngineResult['engine']): EngineResult | undefined =>
  engines.find(({ engine }) => engine === name);

const say = (result: EngineResult | undefined, words: (result: EngineResult) => string): string =>
  result ? words(result) : '';

const eightAtOnce = ({ clicks }: EngineResult) => clicks.find(({ atOnce, times }) => atOnce === 8 && times === 1);
const oneAtATime = ({ clicks }: EngineResult) => clicks.find(({ atOnce, times }) => atOnce === 1 && times === 1);

function click(servers: EngineResult): string {
  const one = oneAtATime(servers);
  const eight = eightAtOnce(servers);
  if (!one || !eight) return '';
  const rest = round(one.nextStage.p50 - one.committed.p50);
  return (
    `**Click → next stage.** One at a time, ${one.committed.p50} ms of ${one.nextStage.p50} ms (p50) pass until the click is ` +
    `committed: HTTP, session, who it is, what it was pressed on, and the deciding transaction. The other ${rest} ms are the ` +
    `queue, the worker’s look at the outbox, and its claim, a transaction of its own. Eight at once wait for each other in one ` +
    `console process: ${eight.committed.p50} ms until committed. Next: let one statement answer what a press asks before it decides ` +
    `(session, project, Ask, posting), and let the claim itself read the outbox.`
  );
}

function answer(servers: EngineResult): string {
  const eight = eightAtOnce(servers);
  if (!eight) return '';
  const after = round(Math.max(0, eight.acknowledged.p50 - eight.committed.p50));
  return (
    `**Click → acknowledged.** The answer waits for the commit, since it says what was decided: at eight at once ` +
    `${eight.committed.p50} ms (p50) pass until then, and ${after} ms after it. Next: as for the next stage.`
  );
}

function runs(servers: EngineResult, cores: number): string {
  const { throughput, store } = servers;
  const uses = throughput.map(({ posts, processorPerRun, runsPerSecond }) => {
    const perRun = sumOf(processorPerRun);
    const busy = Math.round((perRun * runsPerSecond) / cores / 10);
    const most = Math.floor((cores * 1000) / perRun);
    const what = posts === 'workers' ? 'without cards' : 'with its cards';
    return (
      `a run ${what} takes ${perRun} ms of a processor, so that ${cores} cores with nothing else to do come to ${most} a second ` +
      `(measured: ${runsPerSecond}, which kept ${busy} % of them busy)`
    );
  });
  const decisions = Math.round(store.decisions / store.runs);
  return (
    `**Runs a second.** ${capital(uses.join('; '))}. A run is ${decisions} decisions, each a durable transaction with its ledger ` +
    `entries and effects, for ${sumOf(store.processorPerDecision)} ms of a processor, of which Postgres takes ` +
    `${store.processorPerDecision['Postgres'] ?? 0} ms: the store alone comes to ${store.runsPerSecond} runs a second. Next: fewer ` +
    `decisions for each stage (claim and first step in one), and fewer, larger statements for each decision.`
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function parked({ parked: { jobs, before, after } }: EngineResult): string {
  return (
    `**Parked runs.** The queues hold ${jobs} jobs; the processes use ${sumOf(after.processor)} % of a core, against ` +
    `${sumOf(before.processor)} % without a run. Next: look at what the sweep’s queries read.`
  );
}

function slack({ slack = [] }: EngineResult): string {
  const told = slack.map(({ mode, acknowledged: { p50, p99 } }) => `${mode} p50 ${p50} ms, p99 ${p99} ms`).join('; ');
  return (
    `**Slack: click → acknowledged.** One insert stands between a click and its acknowledgement (${told}); the decisions and cards of the ` +
    `clicks before it want the same process and the same Postgres. Next: let what is acknowledged go before what is decided.`
  );
}

const start = ({ starts: { again } }: EngineResult): string =>
  `**Start.** ${again.p50} ms (p50), most of it Node reading and translating the sources: there is no build step. ` +
  `Next: keep what was translated.`;

import type { SlackClicks } from './measure/slack.ts';
import { sumOf } from './processes.ts';
import type { BenchResult, EngineResult } from './result.ts';
import { round } from './spread.ts';

/** What the program is to come to, and what it came to. */
export interface Aim {
  what: string;
  aim: string;
  measured: string;
  met: boolean;
  /** Where it is looked up why, if it is missed. */
  about: 'click' | 'runs' | 'answer' | 'parked' | 'start' | 'slack';
}

/** Aims of a click: for people one at a time, and for eight at the same moment. */
const crowds = [1, 8];

export function aimsOf({ engines }: BenchResult): Aim[] {
  const servers = engines.find(({ engine }) => engine === 'redis');
  const embedded = engines.find(({ engine }) => engine === 'embedded');
  return [...(servers ? aimsOnServers(servers) : []), ...(embedded ? [startAim(embedded)] : [])];
}

const aimsOnServers = (servers: EngineResult): Aim[] => [
  ...crowds.flatMap((atOnce) => clickAims(servers, atOnce)),
  ...servers.throughput.map(({ posts, runsPerSecond }) => ({
    what: posts === 'workers' ? 'Runs a second, without cards' : 'Runs a second, with their cards',
    aim: '≥ 250',
    measured: String(runsPerSecond),
    met: runsPerSecond >= 250,
    about: 'runs' as const,
  })),
  ...parkedAims(servers),
  ...(servers.slack ?? []).map(slackAim),
];

function clickAims({ clicks }: EngineResult, atOnce: number): Aim[] {
  const found = clicks.find((it) => it.atOnce === atOnce && it.times === 1);
  if (!found) return [];
  const { nextStage, acknowledged } = found;
  const crowd = atOnce === 1 ? 'one at a time' : `${atOnce} at once`;
  return [
    {
      what: `Click → next stage, ${crowd}`,
      aim: 'p50 ≤ 10 ms, p99 ≤ 40 ms',
      measured: `p50 ${nextStage.p50} ms, p99 ${nextStage.p99} ms`,
      met: nextStage.p50 <= 10 && nextStage.p99 <= 40,
      about: 'click',
    },
    {
      what: `Click → acknowledged, ${crowd}`,
      aim: 'p99 ≤ 50 ms',
      measured: `p99 ${acknowledged.p99} ms`,
      met: acknowledged.p99 <= 50,
      about: 'answer',
    },
  ];
}

function parkedAims({ parked: { runs, jobs, before, after } }: EngineResult): Aim[] {
  const cost = round(Math.max(0, sumOf(after.processor) - sumOf(before.processor)));
  const many = runs.toLocaleString('en');
  return [
    {
      what: `Queue jobs of ${many} parked runs`,
      aim: 'none',
      measured: String(jobs),
      met: jobs === 0,
      about: 'parked',
    },
    {
      what: `Processor that ${many} parked runs cost`,
      aim: '≤ 1 % of a core',
      measured: `${cost} %`,
      met: cost <= 1,
      about: 'parked',
    },
  ];
}

const slackAim = ({ mode, perSecond, turnedAway, acknowledged }: SlackClicks): Aim => ({
  what: `Slack (${mode}): click → acknowledged, under ${perSecond} a second`,
  aim: 'p99 ≤ 100 ms, nobody turned away',
  measured: `p50 ${acknowledged.p50} ms, p95 ${acknowledged.p95} ms, p99 ${acknowledged.p99} ms, ${turnedAway} turned away`,
  met: acknowledged.p99 <= 100 && turnedAway === 0,
  about: 'slack',
});

function startAim({ starts: { again } }: EngineResult): Aim {
  const measured = `p50 ${again.p50} ms, the slowest of ${again.n} ${again.max} ms`;
  return { what: 'Start with the embedded database', aim: '≤ 3 s', measured, met: again.max <= 3_000, about: 'start' };
}

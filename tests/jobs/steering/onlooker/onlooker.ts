import type { Change, History } from '../history.ts';
import { holds } from '../law.ts';
import { answered } from './answers.ts';
import { Believed, type Belief } from './believed.ts';
import { cancelled, rolledBack } from './endings.ts';
import { judgeHeard } from './heard.ts';
import { judgeHold, paused, resumed } from './pauses.ts';
import { judgeRefused } from './refused.ts';
import { reworded, said, takenBack } from './said.ts';
import { begun } from './steps.ts';
import { claimed, failed, finished, lapsed, parked, released } from './workers.ts';

/**
 * Looks at what was told to the store of runs and what came of it, in the order of the versions, and holds it against DESIGN.md,
 * sections 3 and 4. It was written from those, and knows no rule from the inside.
 */
export class Onlooker {
  private readonly believed: Believed;
  private readonly beliefs: Belief[] = [];

  constructor(private readonly history: History) {
    this.believed = new Believed(history);
    this.beliefs.push(this.believed.snapshot);
  }

  /** Throws at the first law that does not hold. */
  watch(): void {
    const { history, beliefs } = this;
    for (const change of history.changes) this.see(change);
    for (const it of history.told) if ('refused' in it.reply) judgeRefused(history, beliefs, it, it.reply.refused);
    judgeHeard(history, this.believed.words);
  }

  /** What the run has come to, for whoever compares it with what is stored. */
  get now() {
    const { status, hold, purse, version, words } = this.believed;
    return { status, hold, version, spent: purse.spent, words: words.all };
  }

  private see(change: Change): void {
    const { believed: it } = this;
    const { run } = change.reply.state;
    const about = `${change.event.kind} → version ${run.version}`;
    holds(run.version === it.version + 1, 'every change is one that somebody asked for, once', about);
    const before = { spent: it.purse.spent, hold: it.hold };
    follow(it, change);
    const bill = `${about}: ${before.spent} → ${run.spent.microUsd}, not ${it.purse.spent}`;
    holds(run.spent.microUsd === it.purse.spent, 'what a step costs is booked once', bill);
    judgeHold(it, before.hold, { hold: run.hold?.reason ?? null, about });
    const statuses = `${about}: ${run.status}, not ${it.status}`;
    holds(run.status === it.status, 'the status follows from what is open, held and in flight', statuses);
    const blockers = change.reply.state.asks.filter(({ kind }) => kind === 'blocker');
    holds(blockers.length === (it.isBlocked ? 1 : 0), 'a run that has stopped itself asks once how to go on', statuses);
    holds(run.epoch >= it.epoch, 'the epoch never falls');
    const due = change.reply.effects.filter((effect) => effect.do === 'run_stage');
    holds(due.length <= 1, 'a run has one piece of work');
    ({ version: it.version, epoch: it.epoch } = run);
    this.beliefs.push(it.snapshot);
  }
}

function follow(it: Believed, change: Change): void {
  const { event } = change;
  switch (event.kind) {
    case 'pause':
      return paused(it);
    case 'resume':
      return resumed(it, event);
    case 'message':
      return said(it, event);
    case 'reword':
      return reworded(it, event);
    case 'take_back':
      return takenBack(it, event);
    case 'rollback':
      return rolledBack(it, event);
    case 'cancel':
      return cancelled(it, event);
    case 'answer':
      return answered(it, event);
    case 'claim':
      return claimed(it, event, change);
    case 'begin_step':
      return begun(it, event, change);
    case 'finish':
      return finished(it, event, change);
    case 'fail':
      return failed(it, event);
    case 'park':
      return parked(it, event, change);
    case 'release':
      return released(it, event);
    case 'lapse':
      return lapsed(it, event);
    default:
      throw new Error(`nobody in these sequences says “${event.kind}”`);
  }
}

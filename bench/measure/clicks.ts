import { Browser, type Click, type Gate } from '../console.ts';
import type { Plan } from '../plan.ts';
import type { Room } from '../room.ts';
import type { Staff } from '../staff.ts';

export interface Burst {
  /** Clicks that are sent at the same moment, each on another run. */
  atOnce: number;
  /** How often each of them is delivered, at that moment too. */
  times: number;
  clicks: number;
}

/** Clicks through the console's door over HTTP; their times are told from the marks, once the processes have ended. */
export async function clickAll(
  { staff, room }: { staff: Staff; room: Room },
  { warming, bursts }: Pick<Plan, 'warming' | 'bursts'>,
): Promise<{ burst: Burst; clicks: Click[] }[]> {
  const browser = new Browser(staff.origin);
  const all = await room.gates(bursts.reduce((sum, { clicks }) => sum + clicks, warming));
  const take = (n: number): Gate[] => {
    const taken = all.splice(0, n);
    if (taken.length < n) throw new Error(`${n} gates were wanted, and ${taken.length} are left.`);
    return taken;
  };
  await clickBurst({ browser, room, staff }, take(warming), { atOnce: 8, times: 1 });
  const done = [];
  for (const burst of bursts) {
    done.push({ burst, clicks: await clickBurst({ browser, room, staff }, take(burst.clicks), burst) });
  }
  browser.close();
  return done;
}

/** Presses of one session, before another takes over: the console takes no more than some hundred at once from each. */
const perSession = 128;

/** Each burst begins when everything that the one before it set in motion has come to rest. */
async function clickBurst(
  { browser, room, staff }: { browser: Browser; room: Room; staff: Staff },
  gates: readonly Gate[],
  { atOnce, times }: Pick<Burst, 'atOnce' | 'times'>,
): Promise<Click[]> {
  const clicks: Click[] = [];
  for (let at = 0; at < gates.length; at += atOnce) {
    if ((at * times) % perSession === 0) await browser.signIn(staff.origin + (await room.link()));
    clicks.push(...(await Promise.all(gates.slice(at, at + atOnce).map((gate) => browser.click(gate, times)))));
    await room.quiet();
  }
  return clicks;
}

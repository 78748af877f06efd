import { excerpt } from '../../text.ts';
import { acknowledge } from './acknowledge.ts';
import { isMade, madeBy, mendsDue, wayOf } from './mend.ts';
import type { Scene } from './scene.ts';
import { answered, lastChange, lastTests, newlyTold } from './seen.ts';
import { reports, withoutLabel } from './words.ts';

/** The report: what was changed, asked, said and run, and what is left. Everything in it comes from the conversation. */
export function report(scene: Scene): string {
  const { seen, script } = scene;
  const made = madeBy(seen, script).map((it) => `- ${reports.made(it)}`);
  const told = seen.told.map((it) => `- ${acknowledge(scene, it)}`);
  // At the top, so that whoever has just spoken finds it in the few lines that the thread shows.
  const acknowledged = newlyTold(seen).map((it) => acknowledge(scene, it));
  const asked = answered(seen).map(
    ({ question, result }) => `- “${excerpt(withoutLabel(question), 160)}” – ${reports.answer(excerpt(result, 200))}`,
  );
  const lines = seen.done.flatMap(({ action, result }) =>
    action.do === 'shell' ? [`- ${reports.ran(action.line, excerpt(result, 300))}`] : [],
  );
  const parts: [string, string[]][] = [
    ['Changed', made.length > 0 ? made : [reports.nothing]],
    ['Asked', asked],
    ['Told', told],
    ['Run', lines],
    ['Left', leftOf(scene)],
  ];
  const sections = parts
    .filter(([, list]) => list.length > 0)
    .map(([title, list]) => `## ${title}\n\n${list.join('\n')}`);
  return [`# ${scene.stage.name}`, ...acknowledged, testsInWords(scene), ...sections, reports.footer].join('\n\n');
}

function testsInWords({ seen }: Scene): string {
  const last = lastTests(seen);
  if (last === null) return reports.noTests;
  const { passed, failed, failing } = last.run;
  const said =
    passed === null || failed === null
      ? reports.unreadable(excerpt(last.output.slice(-600), 300))
      : reports.counts(passed, failed, failing);
  return lastChange(seen) > last.at ? `${said} ${reports.stale}` : said;
}

/** The tests that still fail, and why. */
function leftOf({ seen, script }: Scene): string[] {
  const failing = lastTests(seen)?.run.failing ?? [];
  return failing.map((name) => {
    const mend = mendsDue(seen, script).find((it) => it.test === name);
    if (mend === undefined) return `- ${reports.unknown(name)}`;
    const way = wayOf(seen, mend);
    if (way === null) return `- ${reports.notAllowed(name)}`;
    return `- ${isMade(seen, way) ? reports.noHelp(name) : reports.notDone(name)}`;
  });
}

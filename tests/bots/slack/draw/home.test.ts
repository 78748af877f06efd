import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../../src/bots/slack/draw/budget.ts';
import { drawHome } from '../../../../src/bots/slack/draw/home.ts';
import type { Home } from '../../../../src/core/home/home.ts';
import { refuseView } from '../../../fakes/slack/limits/view.ts';
import { pause } from '../../samples.ts';
import { told } from '../../wild.ts';

const site = { publicUrl: new URL('https://wheel.example'), mayCustomize: true };
const line = told.map(([text, buttons]) => ({ text, buttons }));
const home: fc.Arbitrary<Home> = fc.record({
  sections: fc.array(fc.record({ title: fc.string(), lines: fc.array(line, { maxLength: 40, size: 'max' }) }), {
    minLength: 1,
    maxLength: 4,
  }),
});

describe('a person’s own page in Slack', () => {
  it('is never more than Slack takes, whatever it says', () => {
    let cut = 0;
    fc.assert(
      fc.property(home, (it) => {
        const view = drawHome(it, site);
        if (view.blocks.length === 100) cut++;
        expect({ ours: faultsOf(view), slack: refuseView(view, 'home') }).toEqual({ ours: [], slack: null });
      }),
      { numRuns: 40 },
    );
    // Not only short ones were tried.
    expect(cut).toBeGreaterThan(0);
  });

  it('would be, if it were not cut', () => {
    const lines = Array.from({ length: 60 }, () => ({ text: ['A question'], buttons: [pause] }));
    const view = drawHome({ sections: [{ title: 'Inbox', lines }] }, site);
    expect(view.blocks).toHaveLength(100);
    const whole = {
      ...view,
      blocks: [...view.blocks, ...drawHome({ sections: [{ title: 'You', lines: [] }] }, site).blocks],
    };
    expect(faultsOf(whole)).toHaveLength(1);
    expect(refuseView(whole, 'home')).not.toBeNull();
  });

  it('gives each of its buttons a name of its own, that says whether Slack has asked once more', () => {
    const confirm = { title: 'Sure?', text: 'It ends.', yes: 'End it', no: 'Keep it' };
    const lines = [
      { text: ['One'], buttons: [pause] },
      { text: ['Two'], buttons: [{ ...pause, confirm }] },
    ];
    const drawn = JSON.stringify(drawHome({ sections: [{ title: 'Runs', lines }] }, site));
    const ids = [...drawn.matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['press.0', 'look.1']);
  });
});

import { describe, expect, it } from 'vitest';
import { settingsFor, shippedSettings } from '../../src/jobs/settings.ts';

describe('the settings for a lease', () => {
  it('are the shipped ones where none is named', () => {
    expect(settingsFor(null)).toEqual(shippedSettings);
    expect(settingsFor(shippedSettings.lease)).toEqual(shippedSettings);
  });

  it('keep the proportion of whatever decides how fast a dead worker is found', () => {
    const { lease, lock, stalledCheck, grace, suspicious } = settingsFor(1_000);
    expect(lease).toBe(1_000);
    for (const [name, time] of Object.entries({ lock, stalledCheck, grace, suspicious })) {
      const shipped = shippedSettings[name as 'lock' | 'stalledCheck' | 'grace' | 'suspicious'];
      expect(Math.abs(time - shipped / 6), name).toBeLessThan(1);
    }
  });

  it('never sweep without a pause', () => {
    expect(settingsFor(100).sweep).toBeGreaterThanOrEqual(250);
  });
});

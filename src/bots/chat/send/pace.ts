/** A rate limit (token bucket): `burst` calls at once after a rest, and one more after each `every` milliseconds. */
export interface Rate {
  burst: number;
  every: number;
}

/** How much of a rate was left at the time `at`. All times are milliseconds of a clock, passed in with each call. */
export interface Bucket {
  tokens: number;
  at: number;
  /** Nothing may be sent before this time: the platform's Retry-After. */
  heldUntil: number;
}

/** A fifth of the tier at once and the rest evenly, so that no period of a minute, whenever it begins, has more calls than allowed. */
export const rateOfTier = (perMinute: number): Rate => ({
  burst: perMinute / 5,
  every: 60_000 / (perMinute - perMinute / 5),
});

export const rested = ({ burst }: Rate, now: number): Bucket => ({ tokens: burst, at: now, heldUntil: now });

const filled = (bucket: Bucket, { burst, every }: Rate, now: number): number =>
  Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) / every);

/** Milliseconds until a call may go that leaves `reserve` calls of the burst for others; 0: now. */
export function waitFor(bucket: Bucket, rate: Rate, now: number, reserve = 0): number {
  const missing = 1 + reserve - filled(bucket, rate, now);
  return Math.max(0, bucket.heldUntil - now, Math.ceil(missing * rate.every));
}

export const taken = (bucket: Bucket, rate: Rate, now: number): Bucket => ({
  tokens: filled(bucket, rate, now) - 1,
  at: now,
  heldUntil: bucket.heldUntil,
});

/** After a Retry-After: one call at `until`, and the others at the usual pace. */
export const held = (bucket: Bucket, until: number): Bucket =>
  until <= bucket.heldUntil ? bucket : { tokens: 1, at: until, heldUntil: until };

export const isRested = (bucket: Bucket, rate: Rate, now: number): boolean =>
  bucket.heldUntil <= now && filled(bucket, rate, now) >= rate.burst;

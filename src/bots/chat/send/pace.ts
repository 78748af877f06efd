/** How often something may be done: so many at once after a rest, and one more after each `every` milliseconds. */
export interface Rate {
  burst: number;
  every: number;
}

/** What is left of a rate at a time. All times are a clock's milliseconds, which come in with each call. */
export interface Bucket {
  tokens: number;
  at: number;
  /** Before this, nothing: the platform said so. */
  heldUntil: number;
}

/** So that no minute sees more than the tier, however it is cut: a fifth at once, the rest evenly. */
export const rateOfTier = (perMinute: number): Rate => ({
  burst: perMinute / 5,
  every: 60_000 / (perMinute - perMinute / 5),
});

export const rested = ({ burst }: Rate, now: number): Bucket => ({ tokens: burst, at: now, heldUntil: now });

const filled = (bucket: Bucket, { burst, every }: Rate, now: number): number =>
  Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) / every);

/** Milliseconds until one may go and leave `reserve` of the burst behind; 0: now. */
export function waitFor(bucket: Bucket, rate: Rate, now: number, reserve = 0): number {
  const missing = 1 + reserve - filled(bucket, rate, now);
  return Math.max(0, bucket.heldUntil - now, Math.ceil(missing * rate.every));
}

export const taken = (bucket: Bucket, rate: Rate, now: number): Bucket => ({
  tokens: filled(bucket, rate, now) - 1,
  at: now,
  heldUntil: bucket.heldUntil,
});

/** Retry-After: then one at once, and the others at their pace. */
export const held = (bucket: Bucket, until: number): Bucket =>
  until <= bucket.heldUntil ? bucket : { tokens: 1, at: until, heldUntil: until };

export const isRested = (bucket: Bucket, rate: Rate, now: number): boolean =>
  bucket.heldUntil <= now && filled(bucket, rate, now) >= rate.burst;

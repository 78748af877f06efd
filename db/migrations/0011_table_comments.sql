COMMENT ON TABLE "api_keys" IS 'What a program, or a person from a program, shows to be let in over HTTP, by the digest of its secret; for one project, with what it may do.';
--> statement-breakpoint
COMMENT ON TABLE "api_requests" IS 'What a key sent under an idempotency key, by digest: the same key never stands for something else.';

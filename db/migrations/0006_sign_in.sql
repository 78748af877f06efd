CREATE TABLE "console_sign_ins" (
	"digest" text PRIMARY KEY NOT NULL,
	"way" text NOT NULL,
	"go_to" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "console_sessions" ADD COLUMN "accounts" jsonb;--> statement-breakpoint
ALTER TABLE "console_sessions" ADD COLUMN "idle_until" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "console_sessions" SET
	"accounts" = jsonb_build_array(jsonb_build_object('surface', 'console', 'team', 'local', 'user', "user")),
	"idle_until" = least("expires_at", now() + interval '3 days');--> statement-breakpoint
ALTER TABLE "console_sessions" ALTER COLUMN "accounts" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "console_sessions" ALTER COLUMN "idle_until" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "console_sessions" DROP COLUMN "user";--> statement-breakpoint
COMMENT ON TABLE "console_sign_ins" IS 'Sign-ins that have gone to another house, by the digest of their state; used up when they come back.';--> statement-breakpoint
COMMENT ON COLUMN "console_sessions"."accounts" IS 'What the sign-in proved, as surface, team and user; the first of them first.';

CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"surface" text NOT NULL,
	"team" text NOT NULL,
	"user_id" text NOT NULL,
	"body" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "drafts_surface" CHECK ("drafts"."surface" in ('console', 'slack', 'discord'))
);
--> statement-breakpoint
CREATE INDEX "drafts_expired" ON "drafts" USING btree ("expires_at");--> statement-breakpoint
COMMENT ON TABLE "drafts" IS 'Forms that people have begun to fill in on a platform that keeps none open, with what was typed, until they are sent or their time is over.';

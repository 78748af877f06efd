CREATE TABLE "sends" (
	"key" text PRIMARY KEY NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"held_until" timestamp (3) with time zone NOT NULL,
	"ref_channel" text,
	"ref_thread" text,
	"ref_message" text
);
--> statement-breakpoint
CREATE TABLE "troubles" (
	"surface" text NOT NULL,
	"channel" text,
	"code" text NOT NULL,
	"what" text NOT NULL,
	"remedy" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "troubles_one_each" UNIQUE NULLS NOT DISTINCT("surface","channel"),
	CONSTRAINT "troubles_surface" CHECK ("troubles"."surface" in ('console', 'slack', 'discord'))
);
--> statement-breakpoint
CREATE INDEX "sends_served" ON "sends" USING btree ("begun_at");--> statement-breakpoint
COMMENT ON TABLE "sends" IS 'What is being posted on a platform that has no keys of its own, and where it stands since: no card is posted twice.';
--> statement-breakpoint
COMMENT ON TABLE "troubles" IS 'What a surface can not do at present: a place that takes nothing, or, without a channel, a token that is dead. Shown on the console.';

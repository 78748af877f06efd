CREATE TABLE "arrivals" (
	"key" text PRIMARY KEY NOT NULL,
	"surface" text NOT NULL,
	"body" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"tries" integer DEFAULT 1 NOT NULL,
	"held_until" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "arrivals_surface" CHECK ("arrivals"."surface" in ('console', 'slack', 'discord'))
);
--> statement-breakpoint
CREATE INDEX "arrivals_left" ON "arrivals" USING btree ("surface","held_until") WHERE "arrivals"."done_at" is null;--> statement-breakpoint
CREATE INDEX "arrivals_served" ON "arrivals" USING btree ("at");--> statement-breakpoint
COMMENT ON TABLE "arrivals" IS 'What a platform has delivered, from before its acknowledgement until it has been taken in; then its key alone, by which a repeat is known.';

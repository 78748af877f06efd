ALTER TABLE "outputs" ADD COLUMN "at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "token" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "outputs_served" ON "outputs" USING btree ("at");--> statement-breakpoint
CREATE INDEX "deliveries_served" ON "deliveries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "outbox_served" ON "outbox" USING btree ("done_at") WHERE "outbox"."done_at" is not null;--> statement-breakpoint
COMMENT ON TABLE "deliveries" IS 'One row of every decision: by its key, a repeated delivery is found; by its token, a COMMIT whose answer was lost.';

ALTER TABLE "postings" ADD COLUMN "former_heads" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "postings_of_former_head" ON "postings" USING gin ("former_heads");
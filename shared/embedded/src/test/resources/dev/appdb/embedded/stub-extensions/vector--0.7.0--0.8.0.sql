CREATE OR REPLACE FUNCTION stub_vector_version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '0.8.0'::text $$;

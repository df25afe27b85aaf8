CREATE FUNCTION stub_vector_version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '0.7.0'::text $$;

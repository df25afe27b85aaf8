package dev.appdb.aws.fake;

import dev.appdb.aws.fake.Bucket.StoredObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** S3 in path style: buckets and whole objects, with their versions. */
record S3Fake(Account account) implements AwsService {
    private static final String VERSION = "versionId";
    private static final String VERSION_HEADER = "x-amz-version-id";
    private static final RestXml PROTOCOL = new RestXml();

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public Protocol protocol() {
        return PROTOCOL;
    }

    /** The permission on a version of an object is another than that on the current one. */
    @Override
    public String action(Call call) {
        boolean ofVersion = call.parameters().containsKey(VERSION);
        return switch (call.operation()) {
            case "HeadBucket" -> "s3:ListBucket";
            case "HeadObject", "GetObject" -> ofVersion ? "s3:GetObjectVersion" : "s3:GetObject";
            case "DeleteObject" -> ofVersion ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
            default -> "s3:" + call.operation();
        };
    }

    @Override
    public String operation(Request request) {
        boolean bucket = Place.of(request).key().isEmpty();
        return switch (request.method()) {
            case "HEAD" -> bucket ? "HeadBucket" : "HeadObject";
            case "GET" -> bucket ? "ListObjects" : "GetObject";
            case "PUT" -> bucket ? "CreateBucket" : "PutObject";
            case "DELETE" -> bucket ? "DeleteBucket" : "DeleteObject";
            default -> request.method();
        };
    }

    @Override
    public Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>();
        Place place = Place.of(request);
        parameters.put("Bucket", place.bucket());
        parameters.put("Key", place.key());
        Optional.ofNullable(request.query().get(VERSION)).ifPresent(version -> parameters.put(VERSION, version));
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if ((lower.startsWith("x-amz-") && !lower.equals("x-amz-security-token")) || lower.startsWith("if-")) {
                parameters.put(lower, value);
            }
        });
        return parameters;
    }

    @Override
    public Response handle(Call call, Request request) {
        Place place = Place.of(request);
        Bucket bucket = account.findBucket(place.bucket())
                .orElseThrow(() -> new AwsError(404, "NoSuchBucket", "The specified bucket does not exist")
                        .withField("BucketName", place.bucket()));
        Map<String, String> parameters = call.parameters();
        if (!parameters.getOrDefault("x-amz-expected-bucket-owner", Account.ID).equals(Account.ID)) {
            throw new AwsError(403, "AccessDenied", "Access Denied");
        }
        return switch (call.operation()) {
            case "HeadBucket" -> Response.empty(200).with("x-amz-bucket-region", account.region());
            case "HeadObject" -> object(bucket, place, false, parameters);
            case "GetObject" -> object(bucket, place, true, parameters);
            case "PutObject" -> put(bucket, place, request);
            case "DeleteObject" -> delete(bucket, place, parameters);
            default -> throw new AwsError(501, "NotImplemented", "The fake has no " + call.operation());
        };
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html">AWS: delete markers</a> */
    private static StoredObject find(Bucket bucket, Place place, Map<String, String> parameters) {
        String version = parameters.get(VERSION);
        if (version == null) {
            return bucket.find(place.key())
                    .orElseThrow(() -> new AwsError(404, "NoSuchKey", "The specified key does not exist.")
                            .withField("Key", place.key()));
        }
        StoredObject found = bucket.find(place.key(), version)
                .orElseThrow(() -> new AwsError(404, "NoSuchVersion", "The specified version does not exist.")
                        .withField("VersionId", version));
        if (found.isDeleted()) {
            throw new AwsError(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        }
        return found;
    }

    private static Response object(Bucket bucket, Place place, boolean hasBody, Map<String, String> parameters) {
        StoredObject object = find(bucket, place, parameters);
        byte[] body = hasBody ? object.content() : new byte[0];
        Map<String, String> headers = new LinkedHashMap<>(object.headers());
        if (bucket.namesVersions()) {
            headers.put(VERSION_HEADER, object.version());
        }
        if (!parameters.getOrDefault("x-amz-checksum-mode", "").equals("ENABLED")) {
            headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
        }
        headers.put("Content-Length", String.valueOf(object.content().length));
        headers.put("ETag", etag(object.content()));
        headers.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(object.modified().atOffset(ZoneOffset.UTC)));
        return new Response(200, headers, body);
    }

    private Response put(Bucket bucket, Place place, Request request) {
        AwsChunked upload = AwsChunked.read(request);
        upload.requireIntact();
        if (request.header("If-None-Match").isPresent()
                && bucket.find(place.key()).isPresent()) {
            throw new AwsError(
                            412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
                    .withField("Condition", "If-None-Match");
        }
        Map<String, String> headers = new LinkedHashMap<>(upload.checksums());
        request.headers().forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-meta-")) {
                headers.put(name.toLowerCase(Locale.ROOT), value);
            }
        });
        headers.put("Content-Type", request.header("Content-Type").orElse("binary/octet-stream"));
        StoredObject stored = bucket.put(
                place.key(), upload.content(), headers, account.clock().instant());
        Response response = Response.empty(200).with("ETag", etag(upload.content()));
        return bucket.namesVersions() ? response.with(VERSION_HEADER, stored.version()) : response;
    }

    private static Response delete(Bucket bucket, Place place, Map<String, String> parameters) {
        String version = parameters.get(VERSION);
        if (version == null) {
            bucket.remove(place.key());
        } else {
            bucket.remove(place.key(), version);
        }
        return Response.empty(204);
    }

    private static String etag(byte[] content) {
        return "\"" + Integer.toHexString(Arrays.hashCode(content)) + "\"";
    }

    /** The bucket and key of a request. */
    private record Place(String bucket, String key) {

        static Place of(Request request) {
            String path = request.path().substring(1);
            int slash = path.indexOf('/');
            return slash < 0 ? new Place(path, "") : new Place(path.substring(0, slash), path.substring(slash + 1));
        }
    }
}

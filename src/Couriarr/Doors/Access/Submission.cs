using System.Text.Json;

namespace Couriarr.Doors.Access;

/// <summary>What somebody filled in: a form of ours, or the same as JSON from a program. Nothing else is taken for either.</summary>
internal sealed class Submission
{
    private readonly IReadOnlyDictionary<string, string> _fields;

    private Submission(bool isForm, IReadOnlyDictionary<string, string> fields) => (IsForm, _fields) = (isForm, fields);

    public bool IsForm { get; }

    /// <summary>Empty when it is not there.</summary>
    public string this[string field] => _fields.GetValueOrDefault(field, "");

    /// <exception cref="BadHttpRequestException">With a sentence: it is neither, or cannot be read.</exception>
    public static async Task<Submission> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            if (request.HasFormContentType)
                return new(
                    isForm: true,
                    (await request.ReadFormAsync(ct)).ToDictionary(field => field.Key, field => field.Value.ToString())
                );
            // By its name, for a page of strangers can send any text, but not under this name.
            if (request.HasJsonContentType())
                return new(isForm: false, await request.ReadFromJsonAsync<Dictionary<string, string>>(Answers.Json, ct) ?? []);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new BadHttpRequestException("The body cannot be read: it is a form, or one JSON object whose values are texts.", e);
        }
        throw new BadHttpRequestException(
            "Send a form, or one JSON object with Content-Type: application/json.",
            StatusCodes.Status415UnsupportedMediaType
        );
    }
}

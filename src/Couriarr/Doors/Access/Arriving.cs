using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Couriarr.Doors.Access;

/// <summary>
/// A form that brings large files. They come to lie in the data folder while they are looked at, where there is room for what is kept
/// for good; a folder for small things is often in memory.
/// </summary>
internal sealed class Arriving(HttpRequest request, string folder) : IFormFeature
{
    private const int MostParts = 64;
    private const int LongestText = 64 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private Task<IFormCollection>? _read;

    public bool HasFormContentType => Boundary is not null;

    public IFormCollection? Form { get; set; }

    private string? Boundary =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 128 } boundary
            ? boundary.Value
            : null;

    public IFormCollection ReadForm() => ReadFormAsync(CancellationToken.None).GetAwaiter().GetResult();

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) => _read ??= ReadAsync(cancellationToken);

    private async Task<IFormCollection> ReadAsync(CancellationToken ct)
    {
        var reader = new MultipartReader(Boundary ?? throw new InvalidDataException("This is no form with files."), request.Body);
        var (texts, files) = (new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase), new FormFileCollection());
        for (var parts = 0; await reader.ReadNextSectionAsync(ct) is { } part; parts++)
            if (parts == MostParts)
                throw new InvalidDataException($"A form has {MostParts} fields at most.");
            else if (part.AsFileSection() is { FileStream: { } content } file)
                files.Add(await KeepAsync(file, content, ct));
            else if (part.AsFormDataSection() is { } text)
                texts[text.Name] = await ReadAsync(text, ct);
        return Form = new FormCollection(texts, files);
    }

    private static async Task<string> ReadAsync(FormMultipartSection text, CancellationToken ct)
    {
        using var content = new StreamReader(text.Section.Body);
        var letters = new char[LongestText + 1];
        var length = await content.ReadBlockAsync(letters, ct);
        return length <= LongestText ? new string(letters, 0, length) : throw new InvalidDataException($"{text.Name} is too long.");
    }

    // Gone as soon as the answer is out.
    private async Task<FormFile> KeepAsync(FileMultipartSection section, Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var kept = new FileStream(Path.Combine(folder, Path.GetRandomFileName()), options);
        request.HttpContext.Response.RegisterForDispose(kept);
        await content.CopyToAsync(kept, ct);
        return new FormFile(kept, 0, kept.Length, section.Name, section.FileName);
    }
}

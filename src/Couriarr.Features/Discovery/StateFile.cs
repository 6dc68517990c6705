using System.Text.Json;

namespace Couriarr.Features.Discovery;

/// <summary>
/// Reads state.json of an earlier service, else its .bak, else begins anew: a broken file costs one catalogue crawl, never the shows.
/// A .tmp was never finished and is not looked at.
/// </summary>
public sealed class StateFile(string path, TimeProvider clock)
{
    // The real one has six lines.
    private const int MostBytes = 64 * 1024;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>The state, and what the owner should know: nothing when all was well or there is no file.</returns>
    public (SyncState State, IReadOnlyList<string> Notices) Read()
    {
        var notices = new List<string>();
        if (Try(path, notices) is { } state)
            return (state, notices);
        if (Try(path + ".bak", notices) is { } older)
            return (older, [.. notices, $"{path}.bak is used instead: what happened after it was written is done again."]);
        return (
            new SyncState(),
            notices.Count == 0 ? [] : [.. notices, "The catalogue is crawled from its first page; the stored shows stay as they are."]
        );
    }

    /// <summary>Writes it whole or not at all, and keeps a copy: what was good once is not lost to a later mishap.</summary>
    public void Write(SyncState state)
    {
        Replace(path, state);
        Replace(path + ".bak", state);
    }

    private static void Replace(string file, SyncState state)
    {
        var unfinished = file + ".tmp";
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, state, Indented);
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, file, overwrite: true);
    }

    private SyncState? Try(string file, List<string> notices)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            var state = JsonSerializer.Deserialize<SyncState>(WithoutMark(Content(file))) ?? throw new JsonException("It is null.");
            return state.Objection(clock.GetUtcNow()) is { } objection ? throw new JsonException(objection) : state;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            notices.Add($"{file} cannot be used: {e.Message}");
            return null;
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) =>
        json.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? json[3..] : json;

    private static byte[] Content(string file) =>
        new FileInfo(file).Length <= MostBytes ? File.ReadAllBytes(file) : throw new IOException("It is too large for a state.json.");
}

using System.Security.Cryptography;
using Couriarr.Doors.Access;
using Couriarr.Features.Configuration.Reading;
using Couriarr.Features.Configuration.Showing;
using Couriarr.Features.Places;
using Couriarr.Storage;
using Couriarr.Storage.Sql;

namespace Couriarr.MovingIn;

/// <summary>
/// The files of an older service that somebody brought by a page: rehearsed at once, and kept in the data folder until they are taken
/// over, forgotten, or Couriarr ends. There is one set of them at a time.
/// </summary>
internal sealed class Luggage(Settings settings, Database database, PathMap map, TimeProvider clock) : IDisposable
{
    private const int MostNames = 32;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Brought? _brought;

    /// <summary>Null when nobody brought anything.</summary>
    public Brought? Present => _brought;

    private string Folder => Path.Combine(Arrivals.FolderIn(settings), "moving-in");

    /// <exception cref="StartupException">Something among it is none of theirs; nothing is kept then.</exception>
    public async Task BringAsync(IReadOnlyList<IFormFile> files, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            Forget();
            Directory.CreateDirectory(Folder);
            foreach (var file in files.Take(MostNames))
                await KeepAsync(file, ct);
            _brought = await LookAsync(ct);
        }
        finally
        {
            if (_brought is null)
                Forget();
            _turn.Release();
        }
    }

    /// <returns>Null when these are not the files that wait here.</returns>
    public async Task<Brought?> TakeAsync(string id, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_brought is not { IsTaken: false } waiting || waiting.Id != id)
                return null;
            var taken = await TakeAsync(waiting.Databases.Select(one => one.Name), isDry: false, ct);
            Empty();
            return _brought = waiting with { Databases = taken, IsTaken = true };
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task ForgetAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            Forget();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Forget();
        _turn.Dispose();
    }

    private void Forget()
    {
        _brought = null;
        Empty();
    }

    private void Empty()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    // Only its name counts, wherever it lay for whoever brings it.
    private async Task KeepAsync(IFormFile file, CancellationToken ct)
    {
        var name = file.FileName.Split('/', '\\')[^1];
        if (name is "" or "." or ".." || name.Any(char.IsControl) || File.Exists(Path.Combine(Folder, name)))
            throw Refused($"'{name}' is no name, or is there twice.");
        if (EarlierFile.IsUnfinished(name))
            throw Refused($"{name} belongs to a database that is open. Stop the earlier service and bring its .db file alone.");
        await using var kept = new FileStream(Path.Combine(Folder, name), FileMode.CreateNew, FileAccess.Write);
        await file.CopyToAsync(kept, ct);
    }

    private async Task<Brought> LookAsync(CancellationToken ct)
    {
        var names = Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
        var texts = names.Where(EarlierFile.IsConfiguration).ToList();
        var forgotten = names.Except(texts).Where(EarlierFile.IsForgotten).ToList();
        if (texts.Count(EarlierFile.IsYaml) > 1)
            throw Refused(EarlierConfiguration.OneYaml);
        return new Brought(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), clock.GetUtcNow())
        {
            Databases = await TakeAsync(names.Except(texts).Except(forgotten), isDry: true, ct),
            Forgotten = forgotten,
            Lines = texts.Count == 0 ? null : EarlierConfiguration.Read(Alone, texts, withSecrets: true),
        };
    }

    // What stands around us is not around them.
    private Surroundings Alone => new(new Dictionary<string, string>(), Folder);

    private async Task<IReadOnlyList<BroughtDatabase>> TakeAsync(IEnumerable<string> names, bool isDry, CancellationToken ct)
    {
        var taken = new List<BroughtDatabase>();
        foreach (var name in names)
            try
            {
                taken.Add(new(name, await MoveIn.TakeAsync(database, map, Path.Combine(Folder, name), clock, isDry, ct)));
            }
            catch (StartupException e)
            {
                throw Refused(e.Message.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
            }
        return taken;
    }

    private static StartupException Refused(string why) => new(why, StartupException.Configuration);
}

/// <param name="Id">What tells it from what was brought before or after it.</param>
internal sealed record Brought(string Id, DateTimeOffset At)
{
    /// <summary>With what came of them once they are taken, and with what would come until then.</summary>
    public required IReadOnlyList<BroughtDatabase> Databases { get; init; }

    /// <summary>Files that become nothing.</summary>
    public required IReadOnlyList<string> Forgotten { get; init; }

    /// <summary>Their settings in our words, secrets and all; null when none was brought.</summary>
    public Imported? Lines { get; init; }

    public bool IsTaken { get; init; }
}

internal sealed record BroughtDatabase(string Name, TakenOver Taken);

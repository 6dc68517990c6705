using System.Globalization;
using Couriarr.Features.Places;

namespace Couriarr.Features.Instances;

/// <summary>Looks at the disk for the doctor. A mount that hangs holds up nobody for long.</summary>
internal sealed class Ground(Mounts mounts, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>What is wrong with the folder now, as transfers see it: one whose share is not mounted is not the one that is meant. Null when nothing is.</returns>
    public async Task<Obstacle?> TroubleAsync(string folder, Side side, CancellationToken ct) =>
        (await mounts.LookAnewAsync(folder, side, ct)).Trouble is { } trouble
            ? new Obstacle(trouble.Sentence, trouble.IsAway)
            : await AsideAsync(
                () => Trouble(folder, side is Side.Destination) is { } sentence ? new Obstacle(sentence, IsAway: false) : null,
                () => new Obstacle($"{folder} does not answer: the server behind it is away or its connection hangs.", IsAway: true),
                ct
            );

    /// <summary>Of a folder that is not in use yet: what is wrong with it, and what it lies on. Nothing of it is remembered.</summary>
    public Task<FirstLook> FirstLookAsync(string folder, Side side, CancellationToken ct) =>
        AsideAsync(
            () => new FirstLook(Trouble(folder, side is Side.Destination), MountOf(folder)),
            () => new FirstLook($"{folder} does not answer: the server behind it is away or its connection hangs.", Mount: null),
            ct
        );

    public Task<Look> LookAsync(string file, CancellationToken ct) =>
        AsideAsync(() => LookAt(file), () => new Look(Answered: false, null), ct);

    // As it is at the end of links, like what is copied.
    private static Look LookAt(string file)
    {
        try
        {
            var facts = Linux.LookAt(file);
            return facts is { Kind: FileKind.Link } && new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true) is { } target
                ? new Look(Answered: true, Linux.LookAt(target.FullName))
                : new Look(Answered: true, facts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Look(Answered: e.HResult == Linux.NotDirectory, null);
        }
    }

    public async Task<T> AsideAsync<T>(Func<T> look, Func<T> whenItHangs, CancellationToken ct)
    {
        try
        {
            return await Task
                .Factory.StartNew(look, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(Patience, clock, ct);
        }
        catch (TimeoutException)
        {
            return whenItHangs();
        }
    }

    private static string? MountOf(string folder)
    {
        try
        {
            var sight = MountSight.Of(folder);
            return $"{sight.Device} ({sight.FileSystem}), mounted at {sight.MountPoint}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Trouble(string folder, bool toWrite)
    {
        if (!Directory.Exists(folder))
            return $"There is no folder {folder} here, or it may not be looked into. Mount it, make it, or set the right one.";
        try
        {
            if (!toWrite)
                return Directory.EnumerateFileSystemEntries(folder).Any() ? null : $"{folder} is empty: its disk is probably not mounted.";
            var trial = Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $".couriarr-{Guid.NewGuid():N}"));
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            { }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return toWrite
                ? $"{folder} cannot be written: {e.Message} Give the user that Couriarr runs as the right to."
                : $"{folder} cannot be read: {e.Message}";
        }
    }
}

/// <summary>Why a folder of a way cannot be used.</summary>
/// <param name="IsAway">It was right before, or nobody can say: there is nothing to correct.</param>
internal sealed record Obstacle(string Sentence, bool IsAway);

/// <param name="Answered">False when the disk did not in time.</param>
/// <param name="Facts">Null when there is nothing.</param>
internal sealed record Look(bool Answered, FileFacts? Facts);

/// <param name="Trouble">Null when it can be used.</param>
/// <param name="Mount">What it lies on; null when nobody can say.</param>
internal sealed record FirstLook(string? Trouble, string? Mount);

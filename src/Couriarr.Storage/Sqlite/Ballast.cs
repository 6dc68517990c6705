using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Couriarr.Storage.Sqlite;

/// <summary>A file that is only there to be dropped: when the disk is full, what is under way can still be brought to its end.</summary>
internal sealed class Ballast(SqliteOptions options, DiskSpace space, ILogger log)
{
    private readonly string file = Path.Combine(options.Folder, "couriarr.ballast");
    private bool aboard;

    public void Drop()
    {
        aboard = false;
        try
        {
            if (!File.Exists(file))
                return;
            space.Overboard = new FileInfo(file).Length;
            File.Delete(file);
            space.Forget();
            log.LogWarning(
                "The data disk is full: dropped {File} so that running jobs can end. Make room in {Folder}.",
                file,
                options.Folder
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The data disk is full, and {File} cannot be dropped: {Reason}", file, e.Message);
        }
    }

    /// <summary>Takes it aboard (again) when there is room. Without it we live as well, only less safely.</summary>
    public void Load()
    {
        if (aboard || !space.IsPlenty)
            return;
        aboard = true;
        space.Overboard = 0;
        if (File.Exists(file))
            return;
        try
        {
            Fill(Math.Min(options.BallastBytes, space.FreeBytes / 10));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("No ballast for a full disk: {Reason}", e.Message);
            File.Delete(file);
        }
    }

    /// <summary>Random, because some file systems store zeros in no space at all.</summary>
    private void Fill(long size)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        var chunk = new byte[64 * 1024];
        for (var left = size; left > 0; left -= chunk.Length)
        {
            RandomNumberGenerator.Fill(chunk);
            stream.Write(chunk, 0, (int)Math.Min(left, chunk.Length));
        }
    }
}

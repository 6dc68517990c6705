using System.Security.Cryptography;
using Couriarr.Features.Configuration.Options;
using Couriarr.Storage;

namespace Couriarr.Doors.Access;

/// <summary>The keys that the owner did not set: made at the first start, and kept in the data folder where only its user may read them.</summary>
internal static class KeyFile
{
    private const string Name = "keys.env";
    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string Introduction = """
        # Made by Couriarr. What the configuration or the environment says under the same name counts instead.
        # To change a key, delete its line and start Couriarr again.

        """;

    public static string PathIn(string folder) => Path.Combine(folder, Name);

    /// <summary>What is not configured is taken from the file, and what is missing there is made. The folder must be ours alone.</summary>
    public static Keys Open(Settings settings, ILogger log)
    {
        var path = PathIn(settings.Folder);
        var configured = Keys.Of(settings.Options.Auth).All;
        var kept = Read(path);
        var missing = configured.Where(key => key.Value is null && !kept.ContainsKey(key.Key)).Select(key => key.Key).ToList();
        foreach (var name in missing)
            kept[name] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        if (missing.Count > 0)
            Keep(path, kept, string.Join(", ", missing), log);
        WarnOfOnlookers(path, log);
        return Keys.Of(configured, kept);
    }

    /// <summary>For a verb that calls the service beside it: what that one would take.</summary>
    public static Keys Look(Settings settings) => Keys.Of(Keys.Of(settings.Options.Auth).All, Read(PathIn(settings.Folder)));

    /// <summary>At the next start there is another one in its place.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Forget(Settings settings, string name)
    {
        var path = PathIn(settings.Folder);
        var kept = Read(path);
        if (kept.Remove(name))
            Write(path, kept);
    }

    // A full disk must not keep the service from starting; whoever has keys of his own can use it.
    private static void Keep(string path, Dictionary<string, string> keys, string made, ILogger log)
    {
        try
        {
            Write(path, keys);
            log.LogInformation("Made {Keys}: they are in {File}, for its owner's eyes only", made, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError("Made {Keys}, but they cannot be kept in {File} and nobody will know them: {Reason}", made, path, e.Message);
        }
    }

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
            return lines
                .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
                .Where(parts => parts is [not ['#', ..], { Length: > 0 }])
                .GroupBy(parts => parts[0])
                .ToDictionary(parts => parts.Key, parts => parts.Last()[1]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The keys in {path} cannot be read: {e.Message} Make it a file of user {Environment.UserName}, or delete it for new keys.",
                StartupException.Configuration,
                e
            );
        }
    }

    // Whole or not at all: a half-written key would lock the owner out at the next start.
    private static void Write(string path, Dictionary<string, string> keys)
    {
        var fresh = $"{path}.new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(fresh, options))
        using (var text = new StreamWriter(file))
        {
            text.Write(Introduction);
            foreach (var (name, value) in keys)
                text.WriteLine($"{name}={value}");
            text.Flush();
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }

    private static void WarnOfOnlookers(string path, ILogger log)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
            log.LogWarning("Others on this machine may read the keys in {File}. Fix: chmod 600 {File}", path, path);
    }
}

using System.Diagnostics;

namespace Couriarr.CrashRig;

/// <summary>Runs a tool to its end.</summary>
internal static class Shell
{
    public static bool Has(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool)));

    /// <returns>What it printed. Throws when it fails.</returns>
    public static string Run(string tool, params IReadOnlyList<string> arguments)
    {
        var (code, output, errors) = End(tool, arguments);
        return code == 0 ? output.Trim() : throw new InvalidOperationException($"{tool} {string.Join(' ', arguments)} failed: {errors}");
    }

    public static bool Succeeds(string tool, params IReadOnlyList<string> arguments) => End(tool, arguments).Code == 0;

    private static (int Code, string Output, string Errors) End(string tool, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>Asks the database behind the program's back.</summary>
    public static string Sql(string database, string sql) => Run("sqlite3", "-cmd", ".timeout 5000", database, sql);
}

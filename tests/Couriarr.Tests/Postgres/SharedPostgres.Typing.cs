using Shell = Couriarr.CrashRig.Shell;

namespace Couriarr.Tests.Postgres;

internal static partial class SharedPostgres
{
    /// <summary>What somebody sees who types into the database of a folder beside the service, with the tool that came with it.</summary>
    /// <returns>A row a line, its columns apart by |.</returns>
    public static async Task<string> TypeAsync(string folder, string sql) =>
        ByFolder.TryGetValue(folder, out var database)
            ? await (await ServerAsync()).AskAsync((await database.Value).Database, sql)
            : Shell.Sql(Path.Combine(folder, "couriarr.db"), sql);
}

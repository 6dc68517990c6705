using System.Text;

namespace Couriarr.Features.Configuration.Reading;

/// <summary>Gives the value of a variable, from the variable itself or from the file that NAME_FILE names. Complaints name both, never a value.</summary>
internal sealed class Vault(Surroundings surroundings, Problems problems)
{
    private const string Suffix = "_FILE";
    private const int LongestSecret = 64 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IEnumerable<string> Names =>
        surroundings
            .Variables.Where(v => v.Value.Length > 0)
            .Select(v => v.Key.EndsWith(Suffix, StringComparison.Ordinal) ? v.Key[..^Suffix.Length] : v.Key);

    public bool Has(string name) => surroundings.Variable(name) is not null || surroundings.Variable(name + Suffix) is not null;

    /// <summary>Null when neither is set, or when the file is of no use; the latter has been said then.</summary>
    public string? Read(string name)
    {
        var (own, file) = (surroundings.Variable(name), surroundings.Variable(name + Suffix));
        if (own is not null && file is not null)
        {
            problems.Error(
                Origin.Variable(name),
                $"{name}{Suffix} is set as well. Keep one of them, so that it is clear which one counts."
            );
            return null;
        }
        return file is null ? own : ReadFile(name + Suffix, file);
    }

    /// <summary>For ${NAME} in a file: a variable that is set but empty is an empty text there, and ${NAME_FILE} is read like ${NAME}.</summary>
    public string? ReadQuoted(string name, Origin at)
    {
        if (name.EndsWith(Suffix, StringComparison.Ordinal) && surroundings.Variable(name) is { } file)
            return ReadFile(name, file);
        if (Has(name))
            return Read(name);
        if (surroundings.Variables.ContainsKey(name))
            return "";
        problems.Error(at, $"${{{name}}} is set nowhere. Set the variable {name}, or {name}{Suffix} to a file that holds the value.");
        return null;
    }

    private string? ReadFile(string variable, string file)
    {
        try
        {
            return Trimmed(variable, Path.Combine(surroundings.Folder, file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Complain(variable, $"names the file {file}, which does not exist.");
        }
        catch (UnauthorizedAccessException)
        {
            return Complain(
                variable,
                $"names the file {file}, which cannot be read. It must be a file that user {Environment.UserName} may read."
            );
        }
        catch (Exception e) when (e is IOException or DecoderFallbackException or ArgumentException)
        {
            return Complain(variable, $"names the file {file}, which cannot be read as UTF-8 text.");
        }
    }

    private string? Trimmed(string variable, string path)
    {
        if (new FileInfo(path).Length > LongestSecret)
            return Complain(variable, $"names the file {path}, which is too long for a value (over {LongestSecret / 1024} KiB).");
        var text = Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        text = text.EndsWith('\n') ? text[..^1] : text;
        text = text.EndsWith('\r') ? text[..^1] : text;
        return text.Length > 0 ? text : Complain(variable, $"names the file {path}, which is empty.");
    }

    private string? Complain(string variable, string sentence)
    {
        problems.Error(Origin.Variable(variable), sentence);
        return null;
    }
}

namespace Couriarr.Features.Accounts;

/// <summary>What an administrator may be called, and what is a password. Each answers with what is wrong, or null.</summary>
public static class AccountRules
{
    public const string FirstName = "admin";

    private const int LongestName = 64;
    private const int ShortestPassword = 12;

    // Far beyond every password manager; only so that nobody sends a book.
    private const int LongestPassword = 1024;

    public static string? ComplaintAboutName(string name) =>
        name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl)
            ? $"The name needs 1 to {LongestName} characters, none of them invisible."
            : null;

    public static string? ComplaintAboutPassword(string password) =>
        password.Length switch
        {
            < ShortestPassword => $"The password needs at least {ShortestPassword} characters; a few words in a row are a good one.",
            > LongestPassword => $"The password may have at most {LongestPassword} characters.",
            _ => null,
        };
}

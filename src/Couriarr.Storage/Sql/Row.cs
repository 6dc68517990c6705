namespace Couriarr.Storage.Sql;

/// <summary>One row of an answer, there only while it is being mapped.</summary>
public abstract class Row
{
    public abstract bool IsNull(int column);

    public abstract long GetInt64(int column);

    public abstract string GetString(int column);

    public int GetInt32(int column) => checked((int)GetInt64(column));
}
